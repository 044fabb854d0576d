/** What a command's end says, as its exit code. `onrecord help` prints this table. */
export const EXIT = {
  ok: [0, 'all went well'],
  fault: [1, 'a fault of Onrecord itself'],
  usage: [2, 'the command was not understood'],
  unread: [3, 'something could not be read; the rest was'],
  record: [4, 'the record cannot be opened'],
  notHere: [5, 'what was asked for is not in the record'],
  port: [6, 'the port is in use'],
  unsound: [7, 'the record holds something that does not check'],
  unchecked: [8, 'something that is quoted does not check'],
  watched: [9, 'another process watches this record'],
  stopped: [130, 'it was stopped with Ctrl-C; what was done is kept']
} as const

/** The end of a command that went wrong: one sentence for people, and the exit code. */
export class Failure extends Error {
  readonly code: number
  constructor(kind: keyof typeof EXIT, sentence: string) {
    super(sentence)
    this.code = EXIT[kind][0]
  }
}
