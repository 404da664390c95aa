import type { z } from 'zod';
import type { Ctx, Permission, Scope } from '../access/access.ts';
import type { Result } from '../result.ts';
import type { FieldError } from './forms.ts';
import type { Limit } from './rate-limit.ts';
import type { Services } from './services.ts';

/** Why an operation was refused, in a form that programs can rely on. */
export interface OperationFailure {
  readonly code: string;
  readonly field?: string;
  /** Every field that is wrong, where there may be several. */
  readonly errors?: readonly FieldError[];
  /** A sentence for people, in the caller's language. */
  readonly detail?: string;
  /** Seconds to wait before asking again. */
  readonly retryAfter?: number;
}

/** Largest body of a form or of a call, in bytes; what takes files says its own. */
export const BODY_BYTES = 2_000_000;

/** What a handler gives may be read-only throughout: it is only read. */
type DeepReadonly<T> = T extends (infer I)[]
  ? readonly DeepReadonly<I>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** A permission, or `'NONE'`: for everybody, without a token. */
type Needed = Permission | 'NONE';

type ScopeOf<P extends Needed> = P extends Permission ? Scope<P> : null;

type Parsed<S extends z.ZodType | undefined> = S extends z.ZodType ? z.output<S> : undefined;

/** One operation of the programming interface, as a module declares it in its `api.ts`. */
export interface Operation<
  P extends Needed = Needed,
  Params extends z.ZodType | undefined = z.ZodType | undefined,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Output extends z.ZodType = z.ZodType,
> {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** `/partners/{id}`, below `/api/v1`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly permission: P;
  /**
   * Whether it changes anything, which decides whether a token for reading may call it. Default:
   * whatever is no GET writes; a search or a preview by POST says that it does not.
   */
  readonly writes?: false;
  /** How often one account, or one network address, may call; beyond it the answer is 429. */
  readonly limit?: Limit;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Largest body in bytes; default `BODY_BYTES`. */
  readonly bodyBytes?: number;
  /** What goes out is parsed through it, so that a new column never leaks. */
  readonly output: Output;
  readonly handle: (args: {
    readonly ctx: Ctx;
    readonly scope: ScopeOf<P>;
    readonly params: Parsed<Params>;
    readonly query: Parsed<Query>;
    readonly body: Parsed<Body>;
    readonly services: Services;
    /** Address of the client, for rate limits only; never stored or logged. */
    readonly clientAddress: string;
  }) => Promise<
    Result<
      { readonly body: DeepReadonly<z.input<Output>>; readonly created?: boolean },
      OperationFailure
    >
  >;
}

/** What a token must be for to call an operation: told by what the operation does, not its name. */
export function accessOf({
  method,
  writes,
}: Pick<Operation, 'method' | 'writes'>): 'read' | 'write' {
  return method === 'get' || writes === false ? 'read' : 'write';
}

/** An operation of any shape, for the table that mounts them. */
// biome-ignore lint/suspicious/noExplicitAny: each operation checked its own shape when it was made
export type AnyOperation = Operation<any, any, any, any, any>;

/** Declares an operation; the types of its handler follow from its schemas. */
export function operation<
  P extends Needed,
  Output extends z.ZodType,
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(declared: Operation<P, Params, Query, Body, Output>): AnyOperation {
  return declared;
}
