import { operations } from './operations.ts'
import { type Answers, type Ask, NotHere, QUESTIONS } from './wire/index.ts'

/** What is wrong with a question, and where: a field of the input. */
export type Fault = { readonly at: string; readonly message: string }

/** A question that its operation does not take: something is missing, or unknown to it. */
export class NotAsked extends Error {
  readonly errors: readonly Fault[]
  constructor(errors: readonly Fault[]) {
    super(errors.map(({ at, message }) => [at, message].filter(Boolean).join(': ')).join('; '))
    this.errors = errors
  }
}

/** Asks by names and words from outside: what it takes is written in QUESTIONS, and checked by it. */
export const askFromOutside = (ask: Ask, name: string, given: unknown): Answers[keyof Answers]['output'] => {
  const operation = operations.find(one => one.name === name)
  if (!operation) throw new NotHere(`There is no operation “${name}”.`)
  const input = QUESTIONS[operation.name].takes.safeParse(given)
  if (!input.success) throw new NotAsked(input.error.issues.map(({ path, message }) => ({ at: path.join('.'), message })))
  return ask(operation.name, input.data as never)
}
