import { z } from 'zod'
import type { Assertion, Standing } from '../../../types.ts'
import { articleLine, printer } from './article.ts'
import { chance, form, maybe, named, part, speakerName, text, words } from './plain.ts'

/** When and where it was said. */
export const said = named(
  'Said',
  z.object({
    date: maybe(text),
    place: maybe(words),
    occasion: maybe(words),
    way: z
      .object({ to: maybe(words), medium: maybe(words), through: maybe(words) })
      .optional()
      .describe('To whom, in what medium, and through which outlet or agency it came, where one of them is printed.'),
    because: z.array(words),
    inferredFrom: maybe(text).describe('The quotation that lent the day, where this one’s article prints none.'),
    lender: printer.optional().describe('The article in which that one stands.')
  }),
  'When and where it was said.'
)
export type SaidView = z.infer<typeof said>

const asserted = z.enum([
  'confirm',
  'reject',
  'bounds',
  'speaker',
  'merge-speakers',
  'split-speaker',
  'merge-statements',
  'split-statement',
  'merge-origins',
  'split-origins',
  'merge-stories',
  'split-story',
  'note',
  'undo'
]) satisfies z.ZodType<Assertion['kind']>

const standing = z.enum(['applies', 'agrees', 'disputed', 'outranked', 'lost', 'stays', 'undone', 'undoes']) satisfies z.ZodType<
  Standing | 'undone' | 'undoes'
>

const version = z.object({ article: text, seen: text })

/** What became of a correction in a newer version of its page: it is carried over, or `stays` with the version on which it was made, and `note` says why. */
const inVersion = z.object({ ...version.shape, from: version, quotation: maybe(text), standing, note: text })
export type InVersion = z.infer<typeof inVersion>

/** What a person said against the machine, or for it, and what became of it. */
export const correction = named(
  'Correction',
  z.object({
    id: text,
    at: text,
    by: text,
    account: maybe(text).describe(
      'By what its author came in from another machine: a name can be anybody’s, an account is one person’s.'
    ),
    why: text,
    what: asserted,
    about: z.enum(['quotation', 'statement', 'article', 'story']).optional().describe('What a note is on.'),
    sentence: text,
    standing,
    note: text,
    article: maybe(printer),
    quotation: maybe(text),
    words: z.array(words),
    versions: z
      .array(inVersion)
      .optional()
      .describe(
        'What became of it in newer versions of its page, the oldest first: carried over, or `stays` with its own, and `note` says why.'
      ),
    carriedFrom: version
      .optional()
      .describe(
        'Where it stands with a newer version of its page: the version on which it was made. `standing` and `note` are of the newer one.'
      )
  }),
  'What a person said against the machine, or for it, and what became of it. `undone` somebody took back, `undoes` takes another one back; `article`, `quotation` and `words` are as they are read now.'
)
export type CorrectionView = z.infer<typeof correction>

const quotationFields = {
  id: text,
  article: articleLine,
  form,
  part,
  content: z.array(words),
  cue: maybe(words),
  source: maybe(words),
  speaker: maybe(speakerName),
  attribution: z
    .object({ why: text, because: z.array(words), confidence: chance })
    .describe('Why this speaker, or why none; the spans it rests on; the chance that it is right.'),
  said: maybe(said),
  confidence: chance,
  statement: maybe(text),
  corrected: z.array(correction).optional().describe('What people corrected in it, the last first, where they did.')
}

/** A quotation with its words, speaker and day. */
export const quotation = named('Quotation', z.object(quotationFields))
export type QuotationView = z.infer<typeof quotation>

const rival = z.object({ id: text, part, speaker: maybe(speakerName), article: printer })
/** A quotation that gives the same words to another speaker. */
export type Rival = z.infer<typeof rival>

/** A quotation as its article shows it. */
export const readQuotation = named(
  'ReadQuotation',
  z.object({ ...quotationFields, printings: z.int(), rival: maybe(rival) }),
  'A quotation as its article shows it: how often its statement is printed, and the first quotation that gives its words to somebody else.'
)
export type ReadQuotation = z.infer<typeof readQuotation>

/** A quotation that was found, and where in it. */
export const hit = z.object({ quotation, snippet: text })
export type Hit = z.infer<typeof hit>

/** A part of what a search found: how many quotations there are in all, some of them, and the cursor to what follows; null at the end. */
export const hits = z.object({ all: z.int(), answers: z.array(hit), next: maybe(text) })
export type Hits = z.infer<typeof hits>
