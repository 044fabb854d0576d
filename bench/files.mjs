/** Files of every kind that can be read, made of invented articles: for tests, and for what is measured on many of them. */
import { crc32 } from 'node:zlib'
import { WARCRecord, WARCSerializer } from 'warcio'

/** A page of an invented outlet, with so many paragraphs that it is an article. */
export const htmlOf = (title, paragraphs, head = '') =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>${paragraphs
    .map(one => `<p>${one}</p>`)
    .join('')}</article><footer>All rights reserved</footer></body></html>`

/** Paragraphs of an invented article, one of them with a quotation. */
export const PARAGRAPHS = [
  'The mayor of Port Selm, Ada Ruiz, spoke to the council on Tuesday evening, and the hall was fuller than it had been all winter long.',
  '“We will not close the harbour, and we will not sell the old cranes to anybody,” Ruiz said when she was asked about the spring.',
  'Nobody knows what the repairs will cost, because the divers who were to look at the piers have not come back from the northern coast.'
]

/** A record of a WARC file. */
export const recordOf = async (
  {
    url,
    body,
    type = 'text/html; charset=utf-8',
    status = 'HTTP/1.1 200 OK',
    date = '2031-05-04T08:00:00Z',
    headers = {},
    warcType = 'response'
  },
  gzip = false
) => {
  const record = WARCRecord.create(
    { url, date, type: warcType, httpHeaders: { 'Content-Type': type, ...headers }, statusline: status },
    (async function* () {
      yield typeof body === 'string' ? new TextEncoder().encode(body) : body
    })()
  )
  return Buffer.from(await WARCSerializer.serialize(record, { gzip }))
}

/** A ZIP file of entries that stand in it as they are. */
export const zipOf = entries => {
  const parts = []
  const directory = []
  let at = 0
  for (const [name, bytes] of Object.entries(entries)) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt32LE(crc32(bytes), 14)
    local.writeUInt32LE(bytes.length, 18)
    local.writeUInt32LE(bytes.length, 22)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    local.copy(central, 6, 4, 30)
    central.writeUInt32LE(at, 42)
    directory.push(central, Buffer.from(name))
    parts.push(local, Buffer.from(name), Buffer.from(bytes))
    at += 30 + name.length + bytes.length
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(entries).length, 8)
  end.writeUInt16LE(Object.keys(entries).length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...directory, end])
}

/** A PDF of these pages, in Helvetica. */
export const pdfOf = pages => {
  const escaped = words => words.replace(/[\\()]/g, '\\$&')
  const streams = pages.map(lines =>
    lines.map(({ x, y, words, size = 10 }) => `BT /F1 ${size} Tf ${x} ${y} Td (${escaped(words)}) Tj ET`).join('\n')
  )
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, n) => `${4 + 2 * n} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...streams.flatMap((stream, n) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * n} 0 R >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`
    ])
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, n) => {
    const at = file.length
    file += `${n + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const rows = offsets.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

/** A page as a browser saves it in one file, with a picture. */
export const mhtmlOf = (url, html) => {
  const bytes = Buffer.from(html)
  const quoted = [...bytes].map(byte =>
    byte < 128 && byte !== 61 ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
  )
  const lines = ['']
  for (const one of quoted) {
    if (lines[lines.length - 1].length > 70) lines.push('')
    lines[lines.length - 1] += one
  }
  return [
    'From: <Saved by Blink>',
    `Snapshot-Content-Location: ${url}`,
    'Subject: A saved page',
    'Date: Sun, 4 May 2031 08:00:00 +0200',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; type="text/html"; boundary="----Boundary----x1"',
    '',
    '',
    '------Boundary----x1',
    'Content-Type: text/html',
    'Content-Transfer-Encoding: quoted-printable',
    `Content-Location: ${url}`,
    '',
    lines.join('=\r\n'),
    '------Boundary----x1',
    'Content-Type: image/png',
    'Content-Transfer-Encoding: base64',
    'Content-Location: https://harbour-post.example/a.png',
    '',
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB',
    '',
    '------Boundary----x1--',
    ''
  ].join('\r\n')
}
