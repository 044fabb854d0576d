import list from './agencies.txt'
import { entries } from './words.ts'

/** The news agencies, each with the forms in which credits name it, the usual one first. */
export const newsAgencies: readonly (readonly string[])[] = entries(list).map(line => line.split('|'))
