/** The text of the n-th file: one document of about 400 bytes with one entry; no two of them are the same. */
export function declarationText(number: number, revision = '1'): string {
  return `apiVersion: dpsync/v1
kind: Redistribution
metadata:
  name: content-${String(number).padStart(6, '0')}
  labels: {ring: broad, owner: client-engineering}
spec:
  site: P01
  packages:
    - ${packageOf(number)}
  distributionPointGroups:
    - ${groupOf(number)}
  revision: "${revision}"   # a value not used before means: redistribute again
  reason: CHG${String(1_000_000 + number)} hash mismatch after the storage was moved to another array
  wave: 0
`;
}

/** Where the n-th file lies: a hundred in a folder. */
export function declarationPath(number: number): string {
  return `sites/P01/${String(Math.floor(number / 100)).padStart(4, '0')}/content-${number}.yaml`;
}

/** The group of the n-th file's entry, one of ten of the simulated site. */
export function groupOf(number: number): string {
  return `Branch Offices ${String((number % 10) + 1).padStart(2, '0')}`;
}

/** The id that the simulated site gives its n-th package. */
export function packageOf(number: number): string {
  return `P01${(number + 1).toString(16).toUpperCase().padStart(5, '0')}`;
}
