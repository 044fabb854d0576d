import { entries, fold } from '../../text/index.ts'
import type { Part, Statement } from '../../types.ts'
import lightList from './light-words.txt'
import { statementLine } from './lines.ts'
import type { Look } from './look.ts'
import { bare, type Collation, collate } from './statement.ts'
import { withoutTurns } from './turns.ts'
import type { ArticleLine, SpeakerName, StatementLine, SummaryView, VariantView, Words } from './wire/index.ts'

/** How many statements are looked at for a summary: some of them turn out to differ in nothing that a sentence can tell. */
const MOST_WEIGHED = 60

/** How many differences a summary tells. */
const MOST_TOLD = 12

/** The record in numbers, and its most telling differences. */
export const summaryView = (look: Look): SummaryView => {
  const { store } = look
  return {
    ...store.counts(),
    shared: look.once('shared', store.ranked.shared).length,
    differing: differing(look)
  }
}

type Difference = { statement: Collation; note: string; weight: number }

const differing = (look: Look): SummaryView['differing'] => {
  let told: Difference[] = []
  for (const { id, tells, printings } of look.store.ranked.telling().slice(0, MOST_WEIGHED)) {
    if (told.length === MOST_TOLD && comesBefore(told[MOST_TOLD - 1], { weight: RULES.length + 1 - tells, printings })) break
    const one = mostTelling(collate(look, look.statement(id)))
    if (one) told = [...told, one].sort(byWeight).filter(isToldOnce()).slice(0, MOST_TOLD)
  }
  return told.map(({ statement, note }) => ({
    statement: statementLine(look, look.statement(statement.id as Statement['id'])),
    note
  }))
}

/** Whether a difference is told before all that weigh at most so much: the statements come in the order of what they can weigh at most. */
const comesBefore = ({ weight, statement }: Difference, other: { weight: number; printings: number }) =>
  weight > other.weight || (weight === other.weight && statement.printings >= other.printings)

const byWeight = (a: Difference, b: Difference) =>
  b.weight - a.weight || b.statement.printings - a.statement.printings || (a.statement.id < b.statement.id ? -1 : 1)

// Two statements that are in conflict are one difference.
const isToldOnce = () => {
  const told = new Set<string | null>()
  return ({ statement }: Difference) => {
    if (statement.conflicts.some(one => told.has(one.statement))) return false
    told.add(statement.id)
    return true
  }
}

/** Who printed it: the outlet as it names itself; where none is named, the site, or the file's name in words: "continental wire". */
export const printer = ({ outlet, address }: Pick<ArticleLine, 'outlet' | 'address'>): string => {
  if (outlet) return withoutTurns(outlet)
  const site = /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(address)?.[1]
  const file = address.split(/[\\/]/).filter(Boolean).at(-1) ?? address
  return withoutTurns(
    site ??
      (file
        .replace(/\.\w{2,4}$/, '')
        .replace(/[-_]+/g, ' ')
        .trim() ||
        file)
  )
}

const quoted = (words: string) => `“${words.replace(/\s+/g, ' ').replace(/^[“"'‘]+|[,.]?[”"'’]*[,.]?$/g, '')}”`

/** A speaker in a sentence: an unnamed one by the beginning of what describes them, "a council official". */
const called = ({ name, kind }: SpeakerName): string =>
  kind === 'unnamed'
    ? name.split(',')[0].replace(/^(?:An?|The|One|Some|Two|Three|Several)\b/, first => first.toLowerCase())
    : name

/** The outlets that print a statement, and how many of its articles name none: ["Valley News", "2 articles that name no outlet"]. */
export const printers = ({ outlets, unnamed }: Pick<StatementLine, 'outlets' | 'unnamed'>): string[] => [
  ...outlets.map(withoutTurns),
  ...(unnamed ? [unnamed === 1 ? '1 article that names no outlet' : `${unnamed} articles that name no outlet`] : [])
]

type Rule = (variant: VariantView, base: VariantView) => string | null
type Printing = Pick<VariantView, 'quotation'>

const IN: Record<Part, string> = {
  headline: 'in its headline',
  dek: 'in the line under its headline',
  summary: 'in its key points',
  caption: 'in a caption',
  body: 'in its text'
}

/** The printing that a sentence is about: "Harbour Post", "Harbour Post, in its headline,". */
const told = ({ quotation }: Printing, other: Printing): string => {
  const name = printer(quotation.article)
  const alone = name !== printer(other.quotation.article)
  if (quotation.part === other.quotation.part) return alone ? name : `${name}, in one place,`
  return alone && quotation.part === 'body' ? name : `${name}, ${IN[quotation.part]},`
}

const ITS: Record<Part, string> = {
  headline: 'its headline',
  dek: 'the line under its headline',
  summary: 'its key-points box',
  caption: 'its caption',
  body: 'its own text'
}

/** The printing that it is held against: "Valley News", or "its own text", where both are of one outlet. */
const against = ({ quotation }: Printing, other: Printing): string => {
  const name = printer(quotation.article)
  if (name !== printer(other.quotation.article)) return name
  return quotation.part === other.quotation.part ? 'another place of it' : ITS[quotation.part]
}

/** Words of the fullest reading in whose place a variant prints nothing, though it goes on after them. */
const leftOut = (variant: VariantView, base: VariantView, counts = (_: string): boolean => true) => {
  const first = variant.cells.findIndex(Boolean)
  const last = variant.cells.findLastIndex(Boolean)
  const gaps = base.cells.flatMap((cell, n) => (cell && first < n && n < last && !variant.cells[n] ? [n] : []))
  const words = runs(gaps)
    .map(run => joined(base.cells, run))
    .filter(counts)
  return words.length ? words.map(quoted).join(' and ') : null
}

const LIGHT = new Set(entries(lightList))

/** Whether words say something by themselves: not "that", nor "they are". */
const tells = (words: string): boolean => (fold(words).chars.match(/[\p{L}\p{N}]+/gu) ?? []).some(word => !LIGHT.has(word))

/** "Harbour Post leaves out “bitter and” without a mark; Valley News prints the words." */
const silently: Rule = (variant, base) => {
  const words = variant.relation === 'elided-silent' && leftOut(variant, base, tells)
  return words ? `${told(variant, base)} leaves out ${words} without a mark; ${against(base, variant)} prints the words.` : null
}

/** "Harbour Post, in its headline, quotes only “not fair”; Valley News prints the whole sentence." */
const headlined: Rule = (variant, base) => {
  const { part, form, content } = variant.quotation
  if (part !== 'headline' || form !== 'mixed' || base.quotation.form !== 'direct') return null
  const marked = content.flatMap(({ words }) => [...words.matchAll(/[“‘"'](.+?)[”’"'](?!\p{L})/gu)].map(one => quoted(one[1])))
  return marked.length
    ? `${told(variant, base)} quotes only ${marked.join(' and ')}; ${against(base, variant)} prints the whole sentence.`
    : null
}

/** "Harbour Post prints “will” where Valley News prints “may”." */
const otherwise: Rule = (variant, base) => {
  if (!/reworded|retranslated/.test(variant.relation)) return null
  const differ = base.cells.flatMap((cell, n) => {
    const other = variant.cells[n]
    return cell && other && bare(cell.words) !== bare(other.words) ? [n] : []
  })
  const [first] = runs(differ)
  if (!first) return null
  const [mine, theirs] = [joined(variant.cells, first), joined(base.cells, first)].map(quoted)
  return `${told(variant, base)} prints ${mine} where ${against(base, variant)} prints ${theirs}.`
}

/** "Harbour Post leaves out “bitter and”, and marks it; Valley News prints the words." */
const openly: Rule = (variant, base) => {
  const words = /elided-marked|bracketed/.test(variant.relation) && leftOut(variant, base)
  return words ? `${told(variant, base)} leaves out ${words}, and marks it; ${against(base, variant)} prints the words.` : null
}

/** "Harbour Post joins words that Valley News prints apart." */
const stitched: Rule = (variant, base) =>
  variant.relation === 'stitched' ? `${told(variant, base)} joins words that ${against(base, variant)} prints apart.` : null

/** "Harbour Post gives these words to Ada Ruiz; Valley News gives them to Jon Bell." */
const conflicting = ({ conflicts, speaker, variants: [base] }: Collation): string | null => {
  const quotation = conflicts.find(one => one.speaker && one.speaker.name !== speaker?.name)
  if (!quotation || !speaker) return null
  const other = { quotation }
  return `${told(other, base)} gives these words to ${called(quotation.speaker!)}; ${against(base, other)} gives them to ${called(speaker)}.`
}

/** The differences in the order in which they tell: what a reader is not shown comes first. An excerpt alone is none. */
const RULES: readonly Rule[] = [silently, headlined, otherwise, openly, stitched]

const mostTelling = (statement: Collation): Difference | null => {
  if (statement.variants.some(one => one.cells.some(cell => cell?.refused))) return null
  const conflict = conflicting(statement)
  if (conflict) return { statement, note: conflict, weight: RULES.length }
  const [base, ...others] = statement.variants
  for (const [n, rule] of RULES.entries())
    for (const variant of others) {
      const note = rule(variant, base)
      if (note) return { statement, note, weight: RULES.length - n }
    }
  return null
}

const joined = (cells: readonly (Words | null)[], columns: readonly number[] = cells.map((_, n) => n)) =>
  columns
    .flatMap(n => cells[n]?.words ?? [])
    .join(' ')
    .replace(/ (?=[,.;:!?])/g, '')

/** Numbers that follow each other, together. */
const runs = (numbers: readonly number[]): number[][] =>
  numbers.reduce<number[][]>((all, n) => {
    const last = all.at(-1)
    if (last && last[last.length - 1] === n - 1) last.push(n)
    else all.push([n])
    return all
  }, [])
