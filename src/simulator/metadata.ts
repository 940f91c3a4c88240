import { CLASSES } from './classes/classes.ts';
import type { RowClass } from './row-class.ts';

/** The service's description (CSDL): the classes that are served, and the one method. */
export function writeMetadata(): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="AdminService" xmlns="http://docs.oasis-open.org/odata/ns/edm">
${CLASSES.map(entityType).join('\n')}
<Action Name="ReDistributePackage" IsBound="true">
<Parameter Name="bindingParameter" Type="AdminService.SMS_DistributionPointGroup"/>
<Parameter Name="PackageID" Type="Edm.String"/>
<ReturnType Type="Edm.Int32" Nullable="false"/>
</Action>
<EntityContainer Name="Container">
${CLASSES.map(({ name }) => `<EntitySet Name="${name}" EntityType="AdminService.${name}"/>`).join('\n')}
</EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>
`;
}

function entityType({ name, key, properties }: RowClass): string {
  const references = key.map((property) => `<PropertyRef Name="${property}"/>`).join('');
  const lines = Object.entries(properties).map(
    ([property, type]) => `<Property Name="${property}" Type="${type}"/>`,
  );
  return `<EntityType Name="${name}"><Key>${references}</Key>\n${lines.join('\n')}\n</EntityType>`;
}
