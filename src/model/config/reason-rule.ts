/** What the reasons in a source must look like. */
export interface ReasonRule {
  readonly required: boolean;
  /** As the config has it; null: any text will do. */
  readonly pattern: string | null;
  /** Whether a text fits the pattern; `slow` where that cannot be told in time. */
  readonly fits: (text: string) => boolean | 'slow';
}
