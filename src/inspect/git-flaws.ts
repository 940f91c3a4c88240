// Flaws of git that a hostile remote or repository could use against a mirror: data, from git's own release notes.
import { findVersion, type Version } from './version.ts';

/** A flaw of git, and the first release of each maintained line without it. */
interface GitFlaw {
  readonly names: readonly string[];
  /** What could happen, as the end of "…: ". */
  readonly effect: string;
  readonly fixedIn: readonly Version[];
}

/** https://github.com/git/git/tree/master/Documentation/RelNotes, newest first. */
export const GIT_FLAWS: readonly GitFlaw[] = [
  {
    names: ['CVE-2025-48385', 'CVE-2025-48386'],
    effect:
      'a server that offers a bundle can write files of its choice; a credential helper of Windows overflows',
    fixedIn: releases('2.43.7 2.44.4 2.45.4 2.46.4 2.47.3 2.48.2 2.49.1 2.50.1'),
  },
  {
    names: ['CVE-2024-50349', 'CVE-2024-52006'],
    effect:
      'control characters in an address can bring a credential helper to give a password to another host',
    fixedIn: releases('2.40.4 2.41.3 2.42.4 2.43.6 2.44.3 2.45.3 2.46.3 2.47.2 2.48.1'),
  },
  {
    names: ['CVE-2024-32004', 'CVE-2024-32465'],
    effect:
      'a repository on this machine that belongs to somebody else can run programs when it is fetched from',
    fixedIn: releases('2.39.4 2.40.2 2.41.1 2.42.2 2.43.4 2.44.1 2.45.1'),
  },
  {
    names: ['CVE-2023-22490'],
    effect: 'a repository can bring files of this machine into its copy',
    fixedIn: releases('2.30.8 2.31.7 2.32.6 2.33.7 2.34.7 2.35.7 2.36.5 2.37.6 2.38.4 2.39.2'),
  },
  {
    names: ['CVE-2022-41903', 'CVE-2022-23521'],
    effect: 'a crafted history or .gitattributes can run programs',
    fixedIn: releases('2.30.7 2.31.6 2.32.5 2.33.6 2.34.6 2.35.6 2.36.4 2.37.5 2.38.3 2.39.1'),
  },
];

function releases(text: string): readonly Version[] {
  return text.split(' ').flatMap((part) => {
    const version = findVersion(part);
    return version ? [version] : [];
  });
}
