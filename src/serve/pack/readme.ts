import type { Chosen } from '../answer/chosen.ts'
import { count } from '../answer/count.ts'

/** What a pack says of itself, in plain words, for somebody who knows neither Onrecord nor hashes. */
export const readmeOf = ({ articles, quotations }: Chosen): string => `EVIDENCE PACK

In this folder: ${count(articles.length, 'article')}, ${count(quotations.size, 'quotation')}.

What is here
  pages/           the pages as they came, not a byte changed
  texts/           the text of each article, as it was read from its page (UTF-8)
  annotations/     each quotation: its words, where they stand in the text, and who is
                   said to have said them (W3C Web Annotation, positions in code points)
  log.jsonl        what was read when, from where, and what was found in it; each line
                   holds the SHA-256 of the line before it
  manifest.json    every file with its size and its SHA-256
  manifest.sha256  the SHA-256 of manifest.json: the seal of the whole folder
  verify.mjs       checks all of this

The file of a page or a text is named after its SHA-256, which is a number that another
content does not have.

How to check it
  With Node.js (version 18 or later; no network and no other program is needed):

    node verify.mjs

  It says what is wrong, a sentence each, or that all is as it was packed.
  One changed, added or missing byte is found.

  Without Node.js: sha256sum -c manifest.sha256, and compare the numbers in manifest.json
  with those that sha256sum gives for the files.

What this shows, and what it does not
  Whoever changes the pages and makes all numbers anew makes another pack, with another
  seal. To show later that this is the pack of today, write its seal down elsewhere (in a
  letter, with a notary, in a timestamp) and check against it:

    node verify.mjs . SEAL

  A verifier that came with a folder could have been changed with it: take one from a
  place that you trust, and name the folder.

  Whose a quotation is was judged by a machine, unless the log says who corrected it. The
  words and their places are facts; the speaker is a judgement, with its reason in the log.

  The articles belong to those who published them. Mind the law before you hand them on.
`
