import type { Entry } from './entry.ts';

/** What helps an entry that is held. `report` has the words and the commands for it. */
export type Remedy =
  /** It ends by itself: with the answer of a call, the pause after a rejection, or the site's own distribution. */
  | { readonly kind: 'wait'; readonly for: 'answer' | 'pause' | 'distribution' }
  /** The entry of the attempt, which may go by another name than the one that is held. */
  | { readonly kind: 'resolve' | 'retry'; readonly entry: Entry }
  | { readonly kind: 'correctFile'; readonly file: string; readonly what: FileFault }
  | { readonly kind: 'keepOneDeclaration' }
  | { readonly kind: 'adopt' | 'signCommit'; readonly source: string }
  /** The selector of the suspension, as it was given; `*` for everything. */
  | { readonly kind: 'resume'; readonly selector: string }
  /** `only`: the selector of the entries that were asked about, where it was not all of them. */
  | {
      readonly kind: 'approveRun';
      readonly run: string;
      readonly over: 'budget' | 'age';
      readonly only?: string;
    }
  | { readonly kind: 'waiveWave'; readonly run: string; readonly wave: number }
  | { readonly kind: 'breakGlass' | 'mendSite' }
  | { readonly kind: SiteRemedy };

/** What of a declaring file keeps its entries from being called. */
export type FileFault = 'problem' | 'reason' | 'missingReason' | 'suspend' | 'notBefore' | 'notAfter';

/** What helps where the site shows that a call could not work. */
export type SiteRemedy =
  | 'renameGroup'
  | 'findGroup'
  | 'findPackage'
  | 'declareReferences'
  | 'addSourceFiles'
  | 'assignPackage';
