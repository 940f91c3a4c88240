import type { SiteSettings } from './settings.ts';
import type { Site } from './site.ts';

/** A site that is opened for its first question: most plans ask none, and are told sooner without what asks. */
export function openOnDemand(
  {
    code,
    maxConcurrentCalls,
    callTimeout,
  }: Pick<SiteSettings, 'code' | 'maxConcurrentCalls' | 'callTimeout'>,
  open: () => Promise<Site>,
): Site {
  let opening: Promise<Site> | undefined;
  let opened: Site | undefined;
  const ready = async () => {
    opening ??= open();
    opened = await opening;
    return opened;
  };
  return {
    code,
    slots: maxConcurrentCalls,
    callTimeout,
    get clockOffset() {
      return opened?.clockOffset ?? 0;
    },
    probe: async (...given) => (await ready()).probe(...given),
    findGroups: async (...given) => (await ready()).findGroups(...given),
    findPackages: async (...given) => (await ready()).findPackages(...given),
    findAssignments: async (...given) => (await ready()).findAssignments(...given),
    readMembers: async (...given) => (await ready()).readMembers(...given),
    readJobs: async (...given) => (await ready()).readJobs(...given),
    readStatus: async (...given) => (await ready()).readStatus(...given),
    readStatusOfPackages: async (...given) => (await ready()).readStatusOfPackages(...given),
    readMethodParameter: async (...given) => (await ready()).readMethodParameter(...given),
    redistribute: async (...given) => (await ready()).redistribute(...given),
    close: async () => (await opening)?.close(),
  };
}
