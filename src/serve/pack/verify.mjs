// Checks an evidence pack: node verify.mjs [FOLDER [SEAL]]. Needs Node.js alone: no network, no other program.
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = process.argv[2] ?? dirname(fileURLToPath(import.meta.url))
const seal = process.argv[3]
const wrong = []
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex')
const read = path => readFileSync(join(folder, path))
const isFile = path => existsSync(join(folder, path)) && lstatSync(join(folder, path)).isFile()
const text = bytes => bytes.toString('utf8')

/** A step that cannot be finished is wrong, and the next one is done all the same. */
const attempt = (what, step) => {
  try {
    return step()
  } catch (error) {
    wrong.push(`${what} cannot be checked: ${error.message}.`)
  }
}

const below = path =>
  readdirSync(join(folder, path), { withFileTypes: true }).flatMap(one => {
    const inside = path ? `${path}/${one.name}` : one.name
    if (!one.isDirectory()) return [inside]
    const found = below(inside)
    return found.length ? found : [`${inside}/`]
  })

/** The manifest is the one that was sealed, and names exactly the files that are here. */
const checkManifest = () => {
  const bytes = read('manifest.json')
  const hash = sha256(bytes)
  if (text(read('manifest.sha256')) !== `${hash}  manifest.json\n`)
    wrong.push('manifest.json is not the one whose hash stands in manifest.sha256: one of the two was changed.')
  if (seal && seal.toLowerCase() !== hash) wrong.push(`The seal of this pack is ${hash}, not ${seal}.`)
  const manifest = JSON.parse(text(bytes))
  const named = new Set(['manifest.json', 'manifest.sha256', ...manifest.files.map(one => one.path)])
  for (const path of below('')) if (!named.has(path)) wrong.push(`${path} was added: the manifest does not name it.`)
  for (const { path, size, sha256: expected } of manifest.files) {
    if (!isFile(path)) wrong.push(`${path} is missing.`)
    else if (read(path).length !== size) wrong.push(`${path} has ${read(path).length} bytes, not ${size}: it was changed.`)
    else if (sha256(read(path)) !== expected) wrong.push(`${path} was changed: its hash is not the one in the manifest.`)
  }
  return { hash, manifest }
}

/** Every line of the log holds the hash of the line before, and the last one's stands in the manifest. */
const checkLog = ({ log }) => {
  const lines = text(read('log.jsonl')).replace(/\n$/, '').split('\n')
  let before = '0'.repeat(64)
  const entries = lines.flatMap((line, i) => {
    const entry = attempt(`Line ${i + 1} of log.jsonl`, () => JSON.parse(line))
    if (entry && (entry.before !== before || entry.n !== i + 1))
      wrong.push(`The chain of log.jsonl is broken at line ${i + 1}: what stands before it is not what was written before it.`)
    before = sha256(line)
    return entry ? [entry] : []
  })
  if (lines.length !== log.lines || before !== log.last)
    wrong.push('log.jsonl does not end as it did when it was written: a line is missing, added or changed at its end.')
  return entries
}

/** Each file that the log names is the one that was logged. */
const checkNamed = entries => {
  for (const { what, n, file, sha256: expected } of entries.filter(one => one.file))
    attempt(`The ${what} of line ${n}`, () => {
      if (sha256(read(file)) !== expected)
        wrong.push(`${file} is not the ${what} that line ${n} of the log names: its hash is another.`)
    })
  for (const { n, page } of entries.filter(one => one.what === 'article' && one.page))
    if (!entries.some(one => one.what === 'page' && one.file === page))
      wrong.push(`Line ${n} of the log names a page, ${page}, that no line tells of.`)
}

/** The words of each annotation stand at its place, counted in code points, and where the log says, counted in UTF-16 units. */
const checkAnnotation = ({ file, text: hash, spans, n }) => {
  const chars = text(read(`texts/${hash}.txt`))
  const points = [...chars]
  const { target } = JSON.parse(text(read(file)))
  const pieces = [target].flat()
  if (pieces.length !== spans.length) wrong.push(`${file} has ${pieces.length} pieces, and line ${n} of the log ${spans.length}.`)
  pieces.forEach(({ state, selector }, i) => {
    const position = selector.find(one => one.type === 'TextPositionSelector')
    const { exact, prefix, suffix } = selector.find(one => one.type === 'TextQuoteSelector')
    const there = points.slice(position.start, position.end).join('')
    if (state.value !== `sha256:${hash}`) wrong.push(`${file} is of another text than line ${n} of the log says.`)
    if (!exact || there !== exact)
      wrong.push(
        `${file}: “${exact}” does not stand at ${position.start} to ${position.end} of its text; there stands “${there}”.`
      )
    if (!points.slice(0, position.start).join('').endsWith(prefix) || !points.slice(position.end).join('').startsWith(suffix))
      wrong.push(`${file}: what stands before or after “${exact}” in its text is not what it says.`)
    if (spans[i] && chars.slice(...spans[i]) !== exact) wrong.push(`${file}: line ${n} of the log puts its words elsewhere.`)
  })
}

const checkPack = () => {
  const { hash, manifest } = checkManifest()
  const entries = attempt('log.jsonl', () => checkLog(manifest)) ?? []
  checkNamed(entries)
  for (const one of entries.filter(({ what }) => what === 'quotation')) attempt(one.file, () => checkAnnotation(one))
  return { hash, manifest, entries }
}

const checked = attempt('The pack', checkPack)
for (const sentence of new Set(wrong)) console.log(sentence)
if (wrong.length || !checked) {
  console.log(`Not as it was packed: ${new Set(wrong).size} ${wrong.length === 1 ? 'thing is' : 'things are'} wrong.`)
  process.exitCode = 1
} else {
  const many = what => checked.entries.filter(one => one.what === what).length
  console.log(
    `All is as it was packed: ${checked.manifest.files.length + 2} files; ${many('page')} pages, ${many('article')} articles, ${many('quotation')} quotations.`
  )
  console.log(`Seal: ${checked.hash}${seal ? ' (the one you named)' : ''}`)
}
