import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { findShare, readDisk } from '../../../src/ledger/sqlite/local-disk.ts';

describe('what a folder lies on', () => {
  it.each([
    [0x6969, 'NFS'],
    [0x517b, 'SMB'],
    [0xff534d42, 'CIFS'],
    [-0x00acb2be, 'CIFS'],
    [0xfe534d42, 'SMB2'],
    [0x01021997, '9P'],
    [0x65735546, 'FUSE'],
    [0xef53, undefined],
    [0x58465342, undefined],
  ])('on Linux %i is %s', (type, share) => {
    expect(findShare({ platform: 'linux', realPath: '/srv', type })).toBe(share);
  });

  it.each([
    ['\\\\fs01\\share\\dpsync', 'UNC'],
    ['\\\\?\\UNC\\fs01\\share', 'UNC'],
    ['\\\\?\\C:\\dpsync', undefined],
    ['C:\\dpsync', undefined],
  ])('on Windows %s is %s', (realPath, share) => {
    expect(findShare({ platform: 'win32', realPath, type: 0 })).toBe(share);
  });

  it('is a local disk here', () => {
    expect(findShare(readDisk(tmpdir()))).toBeUndefined();
  });
});
