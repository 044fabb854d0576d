import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Libsql from 'libsql'

const bin = fileURLToPath(new URL('../../../bin/onrecord', import.meta.url))

/** Signs a record as this build would have woven it: what another build wove is woven anew before it is served, which takes longer than it is of use to a bench. */
export const sign = path => {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-pages-'))
  writeFileSync(join(folder, 'one.txt'), 'A title\n\nNothing was said.\n')
  execFileSync(bin, ['--engine', 'rules', 'add', join(folder, 'one.txt'), '--db', join(folder, 'one.db')], { stdio: 'ignore' })
  const [one, record] = [join(folder, 'one.db'), path].map(file => new Libsql(file))
  const state = one.prepare("SELECT name, value FROM state WHERE name IN ('weaver', 'grouper', 'reviser', 'corrector')").all()
  const { id, version } = one.prepare("SELECT id, version FROM runs WHERE stage = 'group'").get()
  for (const { name, value } of state) record.prepare('UPDATE state SET value = ? WHERE name = ?').run(value, name)
  record.prepare("INSERT OR IGNORE INTO runs VALUES (?, 'group', ?)").run(id, version)
  record.prepare('UPDATE stories SET run = ? WHERE run <> ?').run(id, id)
  one.close()
  record.close()
  rmSync(folder, { recursive: true })
}
