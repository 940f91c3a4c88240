// SQLite's locks do not hold on a network share: two machines would both be the one writer.
import { realpathSync, statfsSync } from 'node:fs';
import { Failure } from '../../model/failure.ts';
import { LEDGER_ERRORS } from '../errors.ts';

/** `f_type` of file systems that are reached over a network or shared with another machine: statfs(2), linux/magic.h. */
const SHARED: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x01021997, '9P'],
  // Which program is behind it (sshfs, rclone, …) is not told.
  [0x65735546, 'FUSE'],
  [0x564c, 'NCP'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x73757245, 'Coda'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
  [0x7461636f, 'OCFS2'],
  [0x01161970, 'GFS2'],
  [0x786f4256, 'VirtualBox shared folder'],
]);

/** What a folder lies on. */
export interface Disk {
  readonly platform: NodeJS.Platform;
  /** As the system itself spells it: a mapped drive shows its server. */
  readonly realPath: string;
  /** `f_type` of statfs. */
  readonly type: number;
}

/** Looks at what a folder that is there lies on. */
export function readDisk(folder: string): Disk {
  const { platform } = process;
  return { platform, realPath: realpathSync.native(folder), type: statfsSync(folder).type };
}

/** The kind of network share that a folder lies on; undefined for a local disk, and where the system does not tell. */
export function findShare({ platform, realPath, type }: Disk): string | undefined {
  if (platform === 'win32') return /^\\\\(?![?.]\\[A-Za-z]:)/.test(realPath) ? 'UNC' : undefined;
  // Some systems give the number as a signed one.
  return platform === 'linux' ? SHARED.get(type >>> 0) : undefined;
}

/** Throws a Failure where the ledger would lie on a network share. */
export function refuseShare(path: string, disk: Disk): void {
  const share = findShare(disk);
  if (share === undefined) return;
  const message = `The ledger ${path} lies on a network share (${share}), where the lock that lets only one writer in does not hold: put it on a local disk.`;
  throw new Failure(LEDGER_ERRORS.networkShare, message);
}
