import type { Group, Package } from './inventory.ts';
import { badRequest, OdataError } from './odata-error.ts';
import type { World } from './world.ts';

/** What a call of ReDistributePackage names. */
export interface Target {
  readonly group: Group;
  readonly content: Package;
}

/** The group and the package of a call. Throws an OdataError: 404 for what is not there, 400 for a bad parameter. */
export function readTarget(world: World, resource: string, method: string, body: unknown): Target {
  const [, className, key = ''] = /^(\w+)\('((?:[^']|'')*)'\)$/.exec(resource) ?? [];
  if (className?.toLowerCase() !== 'sms_distributionpointgroup') {
    throw new OdataError(404, 'NotFound', `No resource matches '${resource}'.`);
  }
  if (method !== 'AdminService.ReDistributePackage') {
    throw new OdataError(404, 'NotFound', `No method matches '${method}' on type '${className}'.`);
  }
  const group = world.findGroup(key.replaceAll("''", "'"));
  if (!group) throw new OdataError(404, 'NotFound', `No distribution point group has the key '${key}'.`);
  return { group, content: readPackage(world, body) };
}

function readPackage(world: World, body: unknown): Package {
  const parameters: object = typeof body === 'object' && body !== null ? body : {};
  const id = 'PackageID' in parameters ? parameters.PackageID : undefined;
  if (typeof id !== 'string' || Object.keys(parameters).length !== 1) {
    throw badRequest('ReDistributePackage takes one parameter, PackageID, a string.');
  }
  const content = world.findPackage(id);
  if (!content) throw badRequest(`No package has the id '${id}'.`);
  return content;
}
