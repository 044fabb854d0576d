import { z } from 'zod'
import { operations } from '../answer/operations.ts'
import { QUESTIONS } from '../answer/wire/index.ts'

type Schema = Record<string, unknown>

const PROBLEM: Schema = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    at: { type: 'integer', description: 'The offset in a query where it is not understood.' },
    errors: { type: 'array', items: { type: 'object', properties: { at: { type: 'string' }, message: { type: 'string' } } } }
  }
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
})

const PROBLEMS = {
  400: problem('The question is not understood.'),
  401: problem('Beyond the machine it is served on, the record asks for a token, and this is none that holds.'),
  404: problem('What is asked for is not in the record.'),
  429: problem('Too many questions from one address; Retry-After says how long to wait.')
}

/** The description of the API (OpenAPI 3.1), made of the list of operations and the schemas of their answers. */
export const openApi = (version: string): Schema => {
  const shared: Record<string, Schema> = { Problem: PROBLEM }
  const schemaOf = (type: z.ZodType): Schema => {
    const {
      $schema: _,
      $defs = {},
      ...schema
    } = JSON.parse(JSON.stringify(z.toJSONSchema(type)).replaceAll('"#/$defs/', '"#/components/schemas/'))
    for (const [name, one] of Object.entries($defs as Record<string, Schema>)) {
      const { id: __, ...rest } = one
      shared[name] = rest
    }
    return schema
  }
  const paths = Object.fromEntries(operations.map(one => [`/api/v1/${one.name}`, pathOf(one, schemaOf)]))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Onrecord',
      version,
      description:
        'Who said what, when and where, and how every outlet printed it. Words come with the SHA-256 of their text and their span in UTF-16 code units. Lists come in pages of 100, counted from 1. Answers carry an ETag; ask again with If-None-Match.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' }
    },
    servers: [{ url: '/' }],
    paths,
    security: [{}, { token: [] }],
    components: {
      schemas: shared,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Made with onrecord token add.' } }
    }
  }
}

const pathOf = ({ name, sentence }: (typeof operations)[number], schemaOf: (type: z.ZodType) => Schema) => {
  const asked = schemaOf(QUESTIONS[name].takes) as { properties?: Record<string, Schema>; required?: string[] }
  const answer = { description: 'The answer.', content: { 'application/json': { schema: schemaOf(QUESTIONS[name].gives) } } }
  const parameters = Object.entries(asked.properties ?? {}).map(([field, schema]) => ({
    name: field,
    in: 'query',
    required: asked.required?.includes(field) ?? false,
    schema
  }))
  return {
    get: {
      operationId: name,
      summary: sentence,
      parameters,
      responses: { 200: answer, 304: { description: 'Nothing has changed since the ETag.' }, ...PROBLEMS }
    },
    post: {
      operationId: `${name}ByBody`,
      summary: sentence,
      requestBody: { required: true, content: { 'application/json': { schema: asked } } },
      responses: { 200: answer, ...PROBLEMS, 413: problem('The body is too long.') }
    }
  }
}
