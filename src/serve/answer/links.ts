const id = (one: string) => encodeURIComponent(one)

/** The permanent path of an article, as the pages have it. */
export const articleLink = (article: string): string => `/a/${id(article)}`

/** The permanent path of a quotation: its place in the article. */
export const quotationLink = (article: string, quotation: string): string => `${articleLink(article)}#q-${id(quotation)}`

/** The permanent path of a statement. */
export const statementLink = (statement: string): string => `/st/${id(statement)}`
