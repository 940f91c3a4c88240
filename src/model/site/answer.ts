import type { RecordedError } from '../attempt.ts';

/**
 * What one call of ReDistributePackage came to, by the rules of the contract's section 2. `scope: 'site'` says that
 * the error is true of the whole site, not of this entry.
 */
export type Answer =
  | { readonly outcome: 'accepted'; readonly returnValue: 0 }
  | {
      readonly outcome: 'rejected';
      readonly finality: 'permanent' | 'transient';
      readonly scope: 'entry' | 'site';
      readonly returnValue: number | null;
      readonly error: RecordedError;
    }
  | { readonly outcome: 'unknown'; readonly error: RecordedError };
