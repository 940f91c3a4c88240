// What can be wrong with git and its remotes: each page says where to look first, for the message quotes git, not a remedy.
import type { FaultPage } from '../model/error-page.ts';

const UNTIL_THEN = 'Nothing of this source is planned until then; what is on record stays.';

/** The errors of sources by name (DPS3xxx). */
export const SOURCE_ERRORS = {
  gitMissing: {
    code: 'DPS3001',
    title: 'Git could not be started',
    meaning: 'There is no git on the PATH of this process; a service has a PATH of its own.',
    remedy: 'Install git 2.32 or newer, and put it on the PATH of the account that runs dpsync.',
  },
  gitTooSlow: {
    code: 'DPS3002',
    title: 'Git took too long and was stopped',
    meaning: `The remote answers slowly or not at all, or the repository is very large. ${UNTIL_THEN}`,
    remedy: 'Check the connection and the remote; it is tried again by itself.',
  },
  gitSaidTooMuch: {
    code: 'DPS3003',
    title: 'Git said more than is read',
    meaning: 'An answer that should be a few lines was longer than 1 MiB, such as a list of branches.',
    remedy: 'Run the command that the message names by hand, and see what is so long; remove dead branches.',
  },
  gitTooOld: {
    code: 'DPS3004',
    title: 'This git is too old',
    meaning: 'Older ones lack settings that keep a repository from reaching this machine.',
    remedy: 'Install the version that the message names, or newer.',
  },
  mirrorDamaged: {
    code: 'DPS3010',
    title: 'The mirror of a source is damaged',
    meaning: 'What was fetched earlier cannot be read. It is only a copy, and nothing is lost.',
    remedy: 'Nothing: the next fetch makes it anew. Check the disk if this comes again.',
  },
  mirrorUnreadable: {
    code: 'DPS3011',
    title: 'The mirror of a source could not be read',
    meaning: 'The machine kept git from it: the disk is full, memory is short, or a permission is missing.',
    remedy: 'Check the disk of the state folder, its permissions, and the memory.',
  },
  mirrorInUse: {
    code: 'DPS3012',
    title: 'The mirror of a source is in use',
    meaning: 'Another process fetches into it at the moment.',
    remedy: 'Try again; a lock that a dead process left behind is passed by a new mirror.',
  },
  noMirrorFolder: {
    code: 'DPS3013',
    title: 'The folder for mirrors cannot be used',
    meaning: 'It cannot be made or read; fetched commits are kept there, below the state folder.',
    remedy: 'Check its permissions, or name another state folder by DPSYNC_HOME.',
  },
  fileUnreadable: {
    code: 'DPS3020',
    title: 'A file of a source cannot be read',
    meaning: 'The config names it, for instance as keyFile, and it is not there or not for this account.',
    remedy: 'Check the path, which begins at the folder of the config, and the permissions.',
  },
  noToken: {
    code: 'DPS3021',
    title: "The variable with a source's token is not set",
    meaning: 'The environment of this process has no variable of the name in tokenEnv.',
    remedy: 'Set it for the process that runs dpsync, and not only in a shell beside it.',
  },
  badToken: {
    code: 'DPS3022',
    title: "A source's token is not one token",
    meaning: 'What tokenEnv or tokenFile names is empty, or more than one word of plain text.',
    remedy: 'Put the token there alone.',
  },
  badSshPath: {
    code: 'DPS3023',
    title: "A path cannot stand in ssh's configuration",
    meaning: 'It holds a quote, a percent or dollar sign, a backslash or a control character.',
    remedy: 'Move or rename the file.',
  },
  hostKeyChanged: {
    code: 'DPS3030',
    title: 'The host shows another key than before',
    meaning: `Either the host was set up anew, or somebody stands between it and this machine. ${UNTIL_THEN}`,
    remedy: 'Ask who runs the host; replace the key in knownHostsFile only after that.',
  },
  hostKeyUnknown: {
    code: 'DPS3031',
    title: "The host's key is not known",
    meaning: 'A host is never trusted at first sight, since nobody is there to be asked.',
    remedy: 'Get the key from who runs the host, and add it to knownHostsFile.',
  },
  certificateRefused: {
    code: 'DPS3032',
    title: "The git host's certificate is not trusted",
    meaning: 'It is expired, of another name, or of an authority that this machine does not know.',
    remedy: "Put the authority's certificate in a PEM file, and name it as caFile of the source.",
  },
  redirected: {
    code: 'DPS3033',
    title: 'The git host sends git elsewhere',
    meaning: 'Redirects are not followed, since the token would go along.',
    remedy: 'Write the address that it leads to as url of the source.',
  },
  keyFileOpen: {
    code: 'DPS3034',
    title: 'The keyFile may be read by others',
    meaning: 'Ssh does not use a private key that other users of the machine can read.',
    remedy: 'Leave the permissions to its owner alone: chmod 600, or icacls on Windows.',
  },
  noAccess: {
    code: 'DPS3035',
    title: 'The git host gives no access',
    meaning: `The token or key is wrong, expired, or may not read this repository. ${UNTIL_THEN}`,
    remedy:
      'Do what the message says for this kind of auth; many hosts let a token read only what was chosen.',
  },
  otherOwner: {
    code: 'DPS3036',
    title: 'The repository on this machine belongs to another user',
    meaning: 'Git does not read such a one, because its configuration could run programs.',
    remedy: "Change the owner, or use auth: {type: system} and git's own safe.directory.",
  },
  notFound: {
    code: 'DPS3037',
    title: 'The repository is not there',
    meaning: 'There is none at the url, or the host hides it from this user: hosts answer alike.',
    remedy: 'Check the url, and what the auth of the source may read.',
  },
  sha256: {
    code: 'DPS3038',
    title: 'The repository uses SHA-256',
    meaning: 'Its object ids are of a kind that is not supported.',
    remedy: 'Use a repository with SHA-1, which is what git makes by itself.',
  },
  notReachable: {
    code: 'DPS3039',
    title: 'The git host cannot be reached',
    meaning: `Its name, the network or a proxy fails, or the host itself does. ${UNTIL_THEN}`,
    remedy: 'Check the name, the network and the proxy; it is tried again by itself.',
  },
  remoteUnreadable: {
    code: 'DPS3040',
    title: 'The remote cannot be read, for a reason that is not known',
    meaning: 'Git failed in words that fit no other page; the message quotes them.',
    remedy: 'Run git ls-remote with the same url as the same account.',
  },
  sshMissing: {
    code: 'DPS3041',
    title: 'Ssh could not be started',
    meaning: 'The url of the source needs it, and there is none on the PATH.',
    remedy: 'Install OpenSSH, and put it on the PATH of the account that runs dpsync.',
  },
  emptyRepository: {
    code: 'DPS3042',
    title: 'The repository is empty',
    meaning: 'It has no commit, so there is nothing to read.',
    remedy: 'Push a first commit to the branch of the source.',
  },
  noBranch: {
    code: 'DPS3043',
    title: 'The repository has no such branch',
    meaning: 'The branch was never there, was renamed or was deleted; nothing counts as removed by that.',
    remedy: 'Correct branch of the source, or push the branch; the message lists those that there are.',
  },
  notFetched: {
    code: 'DPS3044',
    title: 'Nothing was fetched yet',
    meaning: 'The command was told not to fetch, and this machine has no earlier copy.',
    remedy: 'Leave --no-fetch out once.',
  },
  noSingleCommit: {
    code: 'DPS3045',
    title: 'There is no single commit of this id',
    meaning: 'The id is of no commit of the branch, or is short enough to stand for several.',
    remedy: 'Give the id in full.',
  },
  repositoryDamaged: {
    code: 'DPS3046',
    title: 'The repository seems to be damaged',
    meaning: 'It could not be fetched, not even into a new mirror.',
    remedy: 'Run git fsck there, and check the disk of the mirrors here.',
  },
  pathTooLong: {
    code: 'DPS3050',
    title: 'The tree holds a path of more than 64 KiB',
    meaning:
      'No file system takes such a path, so it is a mistake or an attack; nothing of the commit is read.',
    remedy: 'Remove the path in a new commit.',
  },
  tooManyFiles: {
    code: 'DPS3051',
    title: 'The tree holds more than 1,000,000 declaring files',
    meaning: 'Every *.yaml and *.yml below path of the source counts.',
    remedy: 'Set path to the folder that holds the declarations.',
  },
  noBlobId: {
    code: 'DPS3052',
    title: 'Something was asked for by what is no blob id',
    meaning: 'The ledger or the mirror gave a text where an id of git should be.',
    remedy: 'Restore the ledger from its last backup if this comes again, and report it.',
  },
  pathUnreadable: {
    code: 'DPS3060',
    title: 'A file or folder cannot be read',
    meaning: 'It is not there, not for this user, or no regular file.',
    remedy: 'Check the path and its permissions.',
  },
  changedWhileRead: {
    code: 'DPS3061',
    title: 'A file changed while it was read',
    meaning: 'What was read first and last would not fit together.',
    remedy: 'Run the command again.',
  },
  folderUnwritable: {
    code: 'DPS3070',
    title: 'Git cannot write in a folder',
    meaning: 'A repository could not be made there.',
    remedy: 'Check that this user may write to the folder and that its disk has room.',
  },
  gpgMissing: {
    code: 'DPS3080',
    title: 'GnuPG could not be started',
    meaning:
      'The verify of a source has gpgKeys, and there is no gpg on the PATH; nothing counts as verified.',
    remedy: 'Install GnuPG 2.2 or newer, and put it on the PATH of the account that runs dpsync.',
  },
  sshKeygenMissing: {
    code: 'DPS3081',
    title: 'Ssh-keygen could not be started',
    meaning:
      'The verify of a source has sshAllowedSigners, and there is no ssh-keygen on the PATH; nothing counts as verified.',
    remedy: 'Install OpenSSH 8.9 or newer, and put it on the PATH of the account that runs dpsync.',
  },
  noKey: {
    code: 'DPS3082',
    title: 'The file of gpgKeys holds no key',
    meaning: 'It is too large, or gpg finds no public key in it; nothing counts as verified.',
    remedy: 'Write it with gpg --armor --export KEY.',
  },
  gpgStuck: {
    code: 'DPS3083',
    title: 'GnuPG did not end by itself',
    meaning: 'It was stopped while it read the file of gpgKeys; nothing counts as verified.',
    remedy: 'Run gpg --import on that file by hand, in a home of its own, and see what it says.',
  },
  noRepository: {
    code: 'DPS3090',
    title: 'There is no git repository here',
    meaning: 'The working directory is in no checkout.',
    remedy: 'Work in a checkout of the content repository.',
  },
  repositoryNotTrusted: {
    code: 'DPS3091',
    title: 'Git does not trust the repository around this folder',
    meaning: 'It belongs to another user, as in a container of a pipeline, so git does not read it.',
    remedy: 'If you do trust it, name it: git config --global --add safe.directory FOLDER.',
  },
  noCommit: {
    code: 'DPS3092',
    title: 'The checkout has no such commit',
    meaning: 'The name is of no commit here; a pipeline often fetches the newest commit alone.',
    remedy: 'Fetch the branch as well: git fetch origin BRANCH, or a fetch-depth of 0.',
  },
  noCommonCommit: {
    code: 'DPS3093',
    title: 'The two revisions have no commit in common',
    meaning: 'Their histories are unrelated, or the clone is too shallow to show where they parted.',
    remedy: 'Fetch the whole history: git fetch --unshallow, or a fetch-depth of 0.',
  },
  objectsMissing: {
    code: 'DPS3094',
    title: 'Git cannot read all of the checkout',
    meaning: 'Objects are missing, as in a partial clone, or the disk fails.',
    remedy: 'Clone it whole, without a depth and without --filter, and check the disk.',
  },
  noWorkTree: {
    code: 'DPS3095',
    title: 'There is no work tree to compare',
    meaning: 'The repository is bare.',
    remedy: 'Leave --worktree out, or work in a checkout.',
  },
  folderOutside: {
    code: 'DPS3096',
    title: 'The folder is not inside the repository',
    meaning: 'What declares is named by its path in the repository, and this one leads out of it.',
    remedy: 'Write it from the top of the repository, as sites/eu, wherever the command is run.',
  },
} as const satisfies Readonly<Record<string, FaultPage>>;
