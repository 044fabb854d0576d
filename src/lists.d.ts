/** Word lists are text files, one entry a line, taken in when Onrecord is built: a stage that imports one still touches no disk. */
declare module '*.txt' {
  const text: string
  export default text
}

/** The hash of all that a stage's judgements are made by, by the stage's name: taken when Onrecord is built. */
declare module 'onrecord:stages' {
  const hashes: Readonly<Record<string, string>>
  export default hashes
}

/** A program that is handed on as it stands: importing it gives its text. */
declare module '*/verify.mjs' {
  const text: string
  export default text
}
