// What the environment of a host's pipelines tells: the one place that knows its variables is a file of that host.
import type { Environment } from '../model/config/environment.ts';

export type HostName = 'github' | 'gitlab' | 'azuredevops';

/** What a review has to know, as text. */
export interface Values {
  readonly apiUrl: string | undefined;
  readonly project: string | undefined;
  readonly pullRequest: string | undefined;
  readonly base: string | undefined;
  readonly head: string | undefined;
}

/** What an environment tells of a pull request. */
interface Seen {
  readonly values: Values;
  readonly fork: boolean;
}

/** The pipelines of one host. */
export interface Pipeline {
  readonly host: HostName;
  /** For messages. */
  readonly name: string;
  isHere(environment: Environment): boolean;
  /** Throws a Failure where what it has to read, and was not given, cannot be read. */
  look(environment: Environment, given: Partial<Values>): Seen;
  /** Where each value comes from, for messages. */
  readonly variables: Readonly<Record<keyof Values, string>>;
  readonly projectForm: RegExp;
  /** The variables that may hold the token; the first that is set is taken. */
  readonly tokens: readonly string[];
}
