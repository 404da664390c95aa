import type { z } from 'zod';
import type { Ctx, Permission, Scope } from '../access/access.ts';
import type { Result } from '../result.ts';

/** Why an operation was refused, in a form that programs can rely on. */
export interface OperationFailure {
  readonly code: string;
  readonly field?: string;
}

/** What a handler gives may be read-only throughout: it is only read. */
type DeepReadonly<T> = T extends (infer I)[]
  ? readonly DeepReadonly<I>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

type Parsed<S extends z.ZodType | undefined> = S extends z.ZodType ? z.output<S> : undefined;

/** One operation of the programming interface, as a module declares it in its `api.ts`. */
export interface Operation<
  P extends Permission = Permission,
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
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** What goes out is parsed through it, so that a new column never leaks. */
  readonly output: Output;
  readonly handle: (args: {
    readonly ctx: Ctx;
    readonly scope: Scope<P>;
    readonly params: Parsed<Params>;
    readonly query: Parsed<Query>;
    readonly body: Parsed<Body>;
  }) => Promise<
    Result<
      { readonly body: DeepReadonly<z.input<Output>>; readonly created?: boolean },
      OperationFailure
    >
  >;
}

/** An operation of any shape, for the table that mounts them. */
// biome-ignore lint/suspicious/noExplicitAny: each operation checked its own shape when it was made
export type AnyOperation = Operation<any, any, any, any, any>;

/** Declares an operation; the types of its handler follow from its schemas. */
export function operation<
  P extends Permission,
  Output extends z.ZodType,
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(declared: Operation<P, Params, Query, Body, Output>): AnyOperation {
  return declared;
}
