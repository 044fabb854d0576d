import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { CallToolRequestSchema, type CallToolResult, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import { z } from 'zod'
import { NotUnderstood } from '../../store/index.ts'
import { operations } from '../answer/operations.ts'
import { spansOf } from '../answer/spans.ts'
import { type Ask, NotHere, QUESTIONS } from '../answer/wire/index.ts'
import { NotSignedIn } from '../gate/who.ts'
import type { House } from '../house.ts'
import { faultsOf } from '../pipes.ts'
import { TooBusy } from './busy.ts'
import { DOORS } from './doors.ts'

const INSTRUCTIONS = `Onrecord keeps who said what, when and where, and how every outlet printed it.
Quote only the words that these tools return, exactly, and give their link. Before you print a quotation, ask verify_quote: it answers with a state
(found, altered, misattributed, elsewhere, not-in-record, cannot-measure) and the record's own words. What is not found is not to be quoted.`

/** An MCP server of this record: a tool for every operation. `base` is where the pages are, for the links. */
export const mcpServer = (ask: Ask, { version, base = '' }: { version: string; base?: string }): Server => {
  const server = new Server({ name: 'onrecord', version }, { capabilities: { tools: {} }, instructions: INSTRUCTIONS })
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: operations.map(({ name, sentence }) => ({
      name: DOORS[name].tool,
      description: sentence,
      inputSchema: { type: 'object' as const, ...z.toJSONSchema(QUESTIONS[name].takes) } as { type: 'object' },
      annotations: { readOnlyHint: true, openWorldHint: false }
    }))
  }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params }): Promise<CallToolResult> => {
    const operation = operations.find(({ name }) => DOORS[name].tool === params.name)
    if (!operation) return refusal(`There is no tool “${params.name}”.`)
    const checked = QUESTIONS[operation.name].takes.safeParse(params.arguments ?? {})
    if (!checked.success) return refusal(`The question is not understood: ${faultsOf(checked.error)}.`)
    try {
      const answer = spansOf(await ask(operation.name, checked.data as never), base)
      const structured = answer as Record<string, unknown>
      return { content: [{ type: 'text', text: JSON.stringify(structured, null, 1) }], structuredContent: structured }
    } catch (error) {
      if (error instanceof NotHere || error instanceof NotUnderstood || error instanceof NotSignedIn || error instanceof TooBusy)
        return refusal(error.message)
      throw error
    }
  })
  return server
}

const refusal = (sentence: string): CallToolResult => ({ content: [{ type: 'text', text: sentence }], isError: true })

/** Serves on standard input and output until the input ends. */
export const serveStdio = async (ask: Ask, house: House): Promise<void> => {
  const transport = new StdioServerTransport(house.in, house.out)
  await mcpServer(ask, { version: house.version, base: house.env.ONRECORD_URL ?? '' }).connect(transport)
  await new Promise(resolve => {
    house.in.once('end', resolve)
    house.in.once('close', resolve)
  })
}

/** Answers one request of the streamable HTTP transport, which keeps nothing between requests. */
export const answerMcp = async (
  ask: Ask,
  request: Request,
  { version, base }: { version: string; base: string }
): Promise<Response> => {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  await mcpServer(ask, { version, base }).connect(transport)
  return transport.handleRequest(request)
}
