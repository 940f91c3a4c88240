/** What is watched until it is closed; after that nothing is told any more. */
export interface Watching {
  close(): Promise<void>;
}
