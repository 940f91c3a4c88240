/** What the reasons in a source must look like. */
export interface ReasonRule {
  readonly required: boolean;
  /** As the config has it; null: any text will do. */
  readonly pattern: string | null;
  /** Whether a text fits the pattern, in a time that grows with its length and no faster. */
  readonly fits: (text: string) => boolean;
}
