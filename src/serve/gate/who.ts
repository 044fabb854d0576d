import { AsyncLocalStorage } from 'node:async_hooks'

/** What somebody may do, the least first: the public sees quotations, a reader everything, an editor corrects, an owner says who else may come in. */
export const ROLES = ['public', 'reader', 'editor', 'owner'] as const
export type Role = (typeof ROLES)[number]

/** The roles that a token can give. */
export const GIVEN_ROLES = ['reader', 'editor', 'owner'] as const satisfies readonly Role[]

/**
 * Who asks: by being on this machine, by a token that a program sends, by the cookie of somebody who signed in, or as anybody.
 * `secret` is what their own pages hold and a form of another site cannot know; a program that sends a token needs none. `account` is what they came in by, and one
 * person's where a name may be anybody's.
 */
export type Who = {
  readonly name: string
  readonly role: Role
  readonly by: 'this machine' | 'token' | 'cookie' | 'nothing'
  readonly secret: string | null
  readonly account?: string
}

/** Who asks may not do this, with a sentence that says why. */
export class NotAllowed extends Error {}

/** Nobody has said who they are, and here one must. */
export class NotSignedIn extends Error {}

/** Anybody, on a server that shows quotations to the public. */
export const ANYBODY: Who = { name: 'anybody', role: 'public', by: 'nothing', secret: null }

/** A program that is started on this machine to ask, as an assistant is, and to hand on what it is told. */
export const A_PROGRAM: Who = { name: 'a program', role: 'reader', by: 'nothing', secret: null }

const asking = new AsyncLocalStorage<Who>()

/** Does some work for somebody: all that it asks and shows knows for whom. */
export const onBehalfOf = <T>(who: Who, work: () => T): T => asking.run(who, work)

/** For whom this is being done: outside of any request, for nobody in particular. */
export const whoAsks = (): Who => asking.getStore() ?? ANYBODY

/** Whether this is being done for somebody who came in from another machine: what they name may lead to the web, and not to what stands around this machine. */
export const isFromElsewhere = (): boolean => ['token', 'cookie'].includes(whoAsks().by)

/** Whether somebody has this role, or one above it. */
export const may = ({ role }: Who, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least)

/** Refuses, with a sentence, who has not this role. */
export const must = (who: Who, least: Role, what: string): void => {
  if (!may(who, least)) throw new NotAllowed(`${what} takes the role ${least}; ${who.name} is here as ${who.role}.`)
}
