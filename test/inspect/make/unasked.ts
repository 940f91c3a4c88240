/** Stands for the methods of a contract that a test has no answer for: to ask one is a failure of the test. */
export async function unasked(): Promise<never> {
  throw new Error('something was asked that this test has no answer for');
}
