import type { ComponentChildren } from 'preact';
import type { Schema } from './openapi';

const prefix = '#/components/schemas/';

/** Describes a schema in a few words. */
export function SchemaText({ schema }: { schema: Schema | undefined }) {
  return schema ? <>{inWords(schema)}</> : null;
}

function inWords(schema: Schema): ComponentChildren {
  if (schema.$ref?.startsWith(prefix)) {
    const name = schema.$ref.slice(prefix.length);
    return <a href={`#shape-${name}`}>{name}</a>;
  }
  if (schema.anyOf) {
    return schema.anyOf.map((one, at) => <span key={at}>{at > 0 && ' or '}{inWords(one)}</span>);
  }
  if (schema.enum) {
    return schema.enum.map((value) => (value === null ? 'null' : String(value))).join(', ');
  }
  const types = [schema.type ?? 'any'].flat();
  return (
    <>
      {types.map((type, at) => <span key={type}>{at > 0 && ' or '}{type === 'array' && schema.items ? <>list of {inWords(schema.items)}</> : type}</span>)}
      {schema.format && ` (${schema.format})`}
      {typeof schema.additionalProperties === 'object' && <> of {inWords(schema.additionalProperties)}</>}
      {schema.minimum !== undefined && schema.maximum !== undefined && ` ${schema.minimum} to ${schema.maximum}`}
      {schema.default !== undefined && `, ${String(schema.default)} without it`}
    </>
  );
}
