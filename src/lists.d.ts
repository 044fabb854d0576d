/** Word lists are text files, one entry a line, taken in when Onrecord is built: a stage that imports one still touches no disk. */
declare module '*.txt' {
  const text: string
  export default text
}

/** A program that is handed on as it stands: importing it gives its text. */
declare module '*/verify.mjs' {
  const text: string
  export default text
}
