import { Failure, messageOf } from '../model/failure.ts';
import type { Finding } from '../model/views/finding.ts';

/** Something to check: throws where that cannot be done. */
export interface Check {
  readonly subject: string;
  readonly check: () => Promise<readonly Finding[]> | readonly Finding[];
}

/** What makes a finding that is not ok. */
interface Defect {
  readonly title: string;
  readonly detail?: string;
  readonly remedy: string;
}

/** A finding that all is well. */
export function ok(subject: string, title: string, detail = ''): Finding {
  return { subject, kind: 'ok', title, detail, remedy: null };
}

/** A finding that it works, and somebody should check. */
export function warning(subject: string, { title, detail = '', remedy }: Defect): Finding {
  return { subject, kind: 'warning', title, detail, remedy };
}

/** A finding that it does not work until it is mended. */
export function failure(subject: string, { title, detail = '', remedy }: Defect): Finding {
  return { subject, kind: 'failure', title, detail, remedy };
}

/** An error as a detail: its code where it has one, and its message, which says what to do. */
export function showError(error: unknown): string {
  return error instanceof Failure ? `${error.code}: ${error.message}` : messageOf(error);
}

/** Looks; what is thrown is a failure of that one thing, so that the others are looked at all the same. */
export async function runCheck({ subject, check }: Check): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    const remedy = 'Mend what the message names, then run dpsync doctor again.';
    return [failure(subject, { title: 'cannot be looked at', detail: showError(error), remedy })];
  }
}
