import type {
  ArticleId,
  Completeness,
  Form,
  OriginId,
  Part,
  QuoteId,
  Relation,
  SpeakerId,
  SpeakerKind,
  StatementId,
  Why
} from '../types.ts'

// Rows as they lie in the tables of schema.ts. A field called Json holds a noun, or a list of them, as JSON.

type Json = string

export type IdRow = { id: string }

export type SpanRow = { start: number; end: number }

export type ArticleRow = {
  blocks: Json
  id: ArticleId
  text: string
  address: string
  seen: string
  outlet: string | null
  language: string | null
  byline: Json
  published: Json | null
  updated: Json | null
  completeness: Completeness
  read_by: string
}

export type ProblemRow = { code: string; start: number | null; end: number | null; note: string }

/** A quotation with its attribution, its own saying, the lent one, and what was woven: one row of the query in rows.ts. */
export type QuotationRow = {
  content: Json
  id: QuoteId
  article: ArticleId
  n: number
  form: Form
  part: Part
  cue_start: number | null
  cue_end: number | null
  source_start: number | null
  source_end: number | null
  because: string
  confidence: number
  named: Json | null
  a_because: Json
  a_confidence: number
  why: Why
  date: string | null
  place: Json | null
  occasion: Json | null
  s_because: Json
  way: Json | null
  lent: number
  l_date: string | null
  l_place: Json | null
  l_occasion: Json | null
  l_because: Json
  l_witness: QuoteId | null
  speaker: SpeakerId | null
  statement: StatementId | null
}

export type SpeakerRow = { id: SpeakerId; name: string; kind: SpeakerKind; names: Json }

export type StatementRow = { id: StatementId; speaker: SpeakerId | null; echoes: Json; conflicts: Json }

export type VariantRow = { quotation: QuoteId; relation: Relation; cells: Json }

export type OriginRow = { id: OriginId; because: Json }
