import type { BlockKind } from '../../types.ts'
import { isClock, LEAST_POSTS } from '../text/posts.ts'
import { isNames } from '../text/signs.ts'
import type { Piece } from './blocks.ts'

/** What a piece's place on the page says that it is; null where it says nothing. */
export type Verdict = { readonly kind: BlockKind; readonly why?: string } | null

type Rule = (piece: Piece, pieces: readonly Piece[], at: number, characters: number) => Verdict

const furniture = (why: string): Verdict => ({ kind: 'furniture', why })
/** The names of the two nearest boxes around a piece. */
const own = ({ boxes }: Piece) =>
  boxes
    .slice(-2)
    .map(({ names }) => names)
    .join(' ')
const words = (piece: Piece) => piece.chars.split(' ').length

/** What stands under a picture. */
const caption: Rule = piece =>
  piece.inside.includes('figcaption') ||
  piece.inside.includes('caption') ||
  /\b(?:wp-caption-text|image-caption|photo-caption|caption-text|media-caption|image__caption|caption)\b/.test(own(piece))
    ? { kind: 'caption' }
    : null

const credit: Rule = piece =>
  /\b(?:photo-credit|image-credit|image__credit|photographer|credit)\b/.test(own(piece)) && words(piece) < 15
    ? { kind: 'credit' }
    : null

/** Anything else inside a figure: a title of a gallery, a button, a size. */
const inFigure: Rule = piece =>
  piece.inside.includes('figure') && !piece.inside.includes('blockquote') && !piece.inside.includes('table') && words(piece) < 40
    ? { kind: 'caption' }
    : null

const BOXES: readonly (readonly [string, RegExp])[] = [
  [
    'link',
    /\b(?:related|recirc|read-?more|readmore|see-also|more-on|more-from|most-read|mostread|popular|trending|recommend\w*|promo|teaser|inline-link|internal-link|also-read|outbrain|taboola|onward|next-article|card-list|latest-news|rel-links)/
  ],
  ['sign-up', /(?:newsletter|subscribe|subscription-|signup|sign-up|mailing-list|email-signup)/],
  ['share', /\b(?:share|sharing|social|addtoany|sharedaddy|follow-us|article-tools|toolbar|print-button|a2a_kit)/],
  ['tags', /\b(?:tags?|tag-list|article-tags|post-tags|topics|breadcrumbs?|categories|keywords|entry-footer|post-meta-footer)\b/],
  [
    'contact',
    /\b(?:author-bio|author-box|author-info|about-author|author-card|bio-box|authorbox|author-description|author__bio|contributor-bio)/
  ],
  ['promotion', /(?:\badvert|\bad-|\bads-|-ad-|\bads?\b|sponsor|\bpromotion|\baffiliate|\bcommercial|\bbanner)/],
  ['comments', /\b(?:comments?|disqus|respond|comment-\w+)\b/],
  ['donation', /\b(?:donat\w*|support-us|contribution|membership)\b/],
  ['video', /\b(?:video-player|videoplayer|player-|jwplayer|playlist|video-meta|video-title)/],
  ['registration', /\b(?:login|paywall|regwall|piano|sign-in)\b/],
  ['copyright', /\b(?:copyright|disclaimer)\b/],
  ['separator', /\b(?:screen-reader|sr-only|visually-hidden|visuallyhidden|screenreader|hidden-text|skip-link)\b/]
]

/** A box of furniture is a small part of a region: a name that stands over more than this share names the article. */
const LARGEST_BOX = 0.25

/** A box's class or id names what the box is for; a box that holds much of the region, or a line of prose, is believed less. */
const namedBox: Rule = (piece, _pieces, _at, characters) => {
  if (words(piece) > 45 && piece.linked < 0.5) return null
  const small = piece.boxes.filter(box => box.characters < LARGEST_BOX * characters)
  const found = BOXES.find(([, pattern]) => small.some(({ names }) => pattern.test(names)))
  return found ? furniture(found[0]) : null
}

/** A line that is all link and no sentence. */
const bareLink: Rule = piece =>
  piece.linked > 0.9 &&
  words(piece) < 30 &&
  !(/^h[1-6]$/.test(piece.tag) && words(piece) < 8) &&
  !/[.!?…"”]$/.test(piece.chars.trim())
    ? furniture('link: all of it is a link')
    : null

/** An item whose neighbours are all links too, or that is nearly all link. */
const linkList: Rule = piece => (piece.tag === 'li' && piece.linked > 0.8 ? furniture('link: an item that is a link') : null)

/** A sub-heading under which only links stand. */
const headingOfLinks: Rule = (piece, pieces, at) => {
  if (!/^h[1-6]$/.test(piece.tag)) return null
  const next = pieces.slice(at + 1, at + 3)
  return next.length > 0 && next.every(one => one.linked > 0.85 && words(one) < 30)
    ? furniture('link: a heading over links')
    : null
}

/** A short piece outside a paragraph that is no sentence: a label of the page, "4 photos", "Advertising feature". */
const looseLabel: Rule = piece =>
  /^(?:div|section|header|footer|article|main|center|aside|details|summary)$/.test(piece.tag) &&
  words(piece) <= 8 &&
  piece.bold < 0.9 &&
  !/[.!?:…"”»。]$/.test(piece.chars) &&
  !piece.inside.includes('li') &&
  !piece.inside.includes('table')
    ? furniture('label outside a paragraph')
    : null

/** A link behind a label: "Also read: …", with the label outside the link. */
const aside: Rule = piece =>
  (piece.inside.includes('aside') ||
    piece.inside.includes('nav') ||
    piece.inside.includes('footer') ||
    piece.inside.includes('form') ||
    piece.inside.includes('menu')) &&
  (words(piece) < 60 || piece.linked > 0.5)
    ? furniture(piece.inside.includes('form') ? 'sign-up' : 'link: in a box beside the text')
    : null

const RULES: readonly Rule[] = [namedBox, credit, caption, inFigure, aside, linkList, headingOfLinks, bareLink, looseLabel]

/** The head of a post has no more words: "12.05 GMT", "Posted 4 May 2031, 6.05 pm by Mara Lind". */
const HEAD_WORDS = 10
/** Time enough in a line to be the head of a post. */
const MOSTLY_TIME = 0.4

/** The head of a post of a live blog: its time, alone or with the name of who wrote it; or how long ago that was, "3h ago". */
const headOfPost: Rule = piece =>
  words(piece) <= HEAD_WORDS && (piece.timed >= MOSTLY_TIME || (piece.post !== null && beginsPost(piece)))
    ? { kind: 'dateline' }
    : null

const beginsPost = ({ tag, timed, chars }: Piece) => (timed > 0 && !/^h\d$/.test(tag)) || / ago$/.test(chars)

/** Who wrote a post: a name in a box that is called after writers. */
const writerOfPost: Rule = piece =>
  /\b(?:byline|author|contributor|writer)/.test(own(piece)) && isNames(piece.chars, HEAD_WORDS) ? { kind: 'byline' } : null

const OF_POSTS: readonly Rule[] = [headOfPost, writerOfPost]

/** What each piece is, by its place on the page. */
export const verdictsOf = (pieces: readonly Piece[]): Verdict[] => {
  const characters = pieces.reduce((sum, { chars }) => sum + chars.length, 0)
  const isLive = pieces.some(({ post }) => post !== null)
  const hasClocks = pieces.filter(({ chars }) => isClock(chars)).length >= LEAST_POSTS
  const rules = isLive ? [...OF_POSTS, ...RULES] : RULES
  return pieces.map((piece, at) => {
    if (hasClocks && isClock(piece.chars)) return { kind: 'dateline' }
    for (const rule of rules) {
      const verdict = rule(piece, pieces, at, characters)
      if (verdict) return verdict
    }
    return null
  })
}

/** The kind that a piece's element shows, when it is no furniture. */
export const kindByTag = (piece: Piece): BlockKind | null => {
  if (/^h[1-6]$/.test(piece.tag)) return 'heading'
  if (piece.inside.includes('blockquote')) return 'quotation'
  if (piece.inside.includes('li')) return 'list'
  return piece.tag === 'p' ? 'paragraph' : null
}
