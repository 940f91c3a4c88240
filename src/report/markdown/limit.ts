/** The longest text that every host takes as one comment, in UTF-16 units: GitHub's; the others take more. */
export const SMALLEST_LIMIT = 65_536;
