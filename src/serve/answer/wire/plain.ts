import { z } from 'zod'
import type { Completeness, Dated, Form, Part, Relation, SpeakerKind } from '../../../types.ts'

// Shapes that the others are made of. A schema with a name stands under it in the API's description; its sentence goes there too.

/** A whole number. */
export const whole = z.int()
/** A chance, 0 to 1. */
export const chance = z.number().min(0).max(1)
/** Any characters. */
export const text = z.string()
/** A shape, or null where that is not known. */
export const maybe = <T extends z.ZodType>(type: T) => type.nullable()

/** Gives a schema the name, and the sentence, under which the API's description holds it. */
export const named = <T extends z.ZodType>(id: string, schema: T, description?: string): T =>
  schema.meta({ id, ...(description ? { description } : {}) }) as T

/** Words of one text with their place, in UTF-16 code units; where they do not check any more, none, and why. */
export const words = named(
  'Words',
  z.object({ text, start: whole, end: whole, words: text, refused: text.optional() }),
  'Words of one text: `words` is exactly what stands at [start, end), in UTF-16 code units, of the text whose SHA-256 is `text`. Where that does not check any more, `words` is empty and `refused` says why: show the reason, never the words.'
)
export type Words = z.infer<typeof words>

/** A page of a long list: `all` is how many lines the list has, and its pages are counted from 1. */
export const listed = <T extends z.ZodType>(line: T) => z.object({ all: whole, page: whole, pages: whole, lines: z.array(line) })
export type Listed<Line> = { all: number; page: number; pages: number; lines: Line[] }

/** What a speaker is. */
export const kind = z.enum(['person', 'body', 'unnamed']) satisfies z.ZodType<SpeakerKind>
/** How much of an article is held. */
export const completeness = z.enum(['full', 'teaser', 'wall', 'unknown']) satisfies z.ZodType<Completeness>
/** How words are quoted. */
export const form = z.enum(['direct', 'indirect', 'mixed', 'scare']) satisfies z.ZodType<Form>
/** Where in an article a quotation stands. */
export const part = z.enum(['headline', 'dek', 'summary', 'body', 'caption']) satisfies z.ZodType<Part>
/** How a wording stands to the fullest reading. */
export const relation = z.enum([
  'verbatim',
  'accidentals',
  'excerpt',
  'elided-marked',
  'elided-silent',
  'bracketed',
  'reworded',
  'retranslated',
  'stitched',
  'paraphrase'
]) satisfies z.ZodType<Relation>

/** A moment as it was printed, with the evidence. */
export const dated = named(
  'Dated',
  z.object({ value: text, precision: z.enum(['second', 'minute', 'day', 'month', 'year']), evidence: text })
) satisfies z.ZodType<Dated>

/** A speaker by name. */
export const speakerName = named('SpeakerName', z.object({ id: text, name: text, kind }))
export type SpeakerName = z.infer<typeof speakerName>
