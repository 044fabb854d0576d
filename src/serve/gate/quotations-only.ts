import type {
  ArticleView,
  Ask,
  CorrectionView,
  Name,
  QuotationView,
  StatementLine,
  VariantView,
  VerifyView,
  Words
} from '../answer/wire/index.ts'
import { quotationsOnly } from '../site/spans.ts'
import { asksTheDesk } from './desk.ts'
import { withoutReceivers } from './receivers.ts'
import { may, NotSignedIn, type Who } from './who.ts'

type Thing = Record<string, unknown>

/** What anybody may ask. What is not named here, a new question too, is for those who sign in: notes, searches, what is watched. */
const OPEN: ReadonlySet<Name> = new Set<Name>([
  ...([
    'summary',
    'articles',
    'article',
    'speakers',
    'speaker',
    'statements',
    'statement',
    'matrix',
    'stories',
    'story'
  ] as const),
  ...([
    'find',
    'check',
    'verify',
    'cite',
    'origins',
    'lineage',
    'positions',
    'changes',
    'corrections',
    'outlets',
    'outlet'
  ] as const)
])

/** The longest passage that is no quotation: a long sentence. */
const LONGEST_PASSAGE = 300

const isWords = (one: Thing): one is Words => 'words' in one && typeof one.words === 'string' && 'start' in one && 'end' in one
const isArticle = (one: Thing): one is ArticleView => 'blocks' in one && 'text' in one && 'quotes' in one
const isQuotation = (one: Thing): one is QuotationView => 'content' in one && 'attribution' in one
const isStatement = (one: Thing): one is StatementLine => 'printings' in one && 'relations' in one && 'words' in one
const isVariant = (one: Thing): one is VariantView => 'cells' in one && 'quotation' in one && 'relation' in one
const isVerified = (one: Thing): one is VerifyView => 'there' in one && 'state' in one && 'searched' in one

const isCorrection = (one: object): one is CorrectionView => 'what' in one && 'by' in one && 'why' in one && 'standing' in one

/** A note, or what takes one back (a correction that was taken back says so itself); or a feed, whose address can be a secret. */
const isOfTheDesk = (one: unknown): boolean => {
  if (typeof one !== 'object' || one === null) return false
  return isCorrection(one) ? one.what === 'note' || one.what === 'undo' : 'leftWhy' in one && 'lastRead' in one
}

/** What stands for the author of a correction: the names and addresses of those who work here are the desk's own. */
const AN_EDITOR = 'an editor'

/** What of a thing is quoted words, and goes out whole. */
const quotedIn = (one: Thing): readonly string[] => {
  if (isQuotation(one)) return ['content']
  if (isVariant(one)) return ['cells']
  return isStatement(one) ? ['words'] : []
}

/**
 * An answer as the public gets it: quotations, and passages no longer than a sentence, each with its span; of an article nothing else. It goes through
 * whatever an operation answers, so that a new one shows no more than the others.
 */
export const publicly = (answer: unknown): unknown => {
  if (Array.isArray(answer)) return answer.filter(one => !isOfTheDesk(one)).map(publicly)
  if (typeof answer !== 'object' || answer === null) return answer
  const one = answer as Thing
  if (isWords(one)) return shortened(one)
  const seen = unsigned(unspoken(isArticle(one) ? quotationsOnly(one) : one))
  const whole = quotedIn(seen)
  return Object.fromEntries(Object.entries(seen).map(([name, value]) => [name, whole.includes(name) ? value : publicly(value)]))
}

const shortened = (one: Words): Words => {
  if (one.words.length <= LONGEST_PASSAGE) return one
  const words = one.words.slice(0, LONGEST_PASSAGE).replace(/\s\S*$|[\ud800-\udbff]$/, '')
  return { ...one, words, end: one.start + words.length }
}

const unsigned = (one: Thing): Thing => (isCorrection(one) ? { ...one, by: AN_EDITOR, account: null } : one)

/** Whoever has no words to check may not read a text by asking what stands at place after place. */
const unspoken = (one: object): Thing => {
  if (!isVerified(one as Thing)) return one as Thing
  const told = one as unknown as VerifyView
  if (told.state === 'found' || !told.there) return one as Thing
  return { ...told, there: null, sentence: 'At the cited place stand other words, which are shown to readers who sign in.' }
}

/** Asks for whoever asks: the public gets quotations, a reader all but to whom searches are told, and who may write the whole answer. */
export const askFor =
  (ask: Ask, who: () => Who): Ask =>
  (name, input) => {
    if (may(who(), 'editor')) return ask(name, input)
    const isReader = may(who(), 'reader')
    if (!isReader && (!OPEN.has(name) || ('q' in input && asksTheDesk(String(input.q)))))
      throw new NotSignedIn('This is shown to those who sign in.')
    const answer = ask(name, input)
    if (isReader && OPEN.has(name)) return answer
    const seen = isReader ? withoutReceivers : publicly
    return (answer instanceof Promise ? answer.then(seen) : seen(answer)) as typeof answer
  }
