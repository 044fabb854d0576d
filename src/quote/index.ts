import type { Found, Quote, Reading } from '../types.ts'

/** The quotations of a Reading, in the order of their content. Furniture yields none. */
export const findQuotes = (_reading: Reading): Found<readonly Quote[]> => ({ value: [], problems: [] })
