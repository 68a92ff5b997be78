import { curl } from './curl';
import type { Method, OpenApi, Operation, Parameter, Schema } from './openapi';
import { SchemaText } from './SchemaText';

/** The page at /api/docs. It is rendered once, at build time, and has no script. */
export function ApiDocs({ api }: { api: OpenApi }) {
  const calls = Object.entries(api.paths).flatMap(([path, item]) =>
    (['get', 'post', 'delete'] as const).flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation, hasHead: item.head !== undefined }] : [];
    }));
  return (
    <div id="app">
      <header>
        <a class="mark" href="/dashboard">NewsFunctions</a>
        <nav aria-label="Parts of the API">
          {api.tags.map((tag) => <a key={tag.name} href={`#${tag.name}`}>{tag.name}</a>)}
          <a href="#shapes">Shapes</a>
        </nav>
      </header>
      <main>
        <h1>{api.info.title}</h1>
        {api.info.description.split('\n\n').map((text) => <p key={text} class="lead-text"><Words text={text} /></p>)}
        <p><a href="/api/openapi.json">OpenAPI 3.1 document</a></p>
        {api.tags.map((tag) => (
          <section key={tag.name} id={tag.name}>
            <h2>{tag.name}</h2>
            <p class="soft">{tag.description}</p>
            {calls.filter((call) => call.operation.tags.includes(tag.name)).map((call) => <Call key={call.operation.operationId} {...call} />)}
          </section>
        ))}
        <section id="shapes">
          <h2>Shapes</h2>
          {Object.entries(api.components.schemas).map(([name, schema]) => <Shape key={name} name={name} schema={schema} />)}
        </section>
      </main>
    </div>
  );
}

interface CallProps {
  path: string;
  method: Method;
  operation: Operation;
  hasHead: boolean;
}

function Call({ path, method, operation, hasHead }: CallProps) {
  return (
    <article id={operation.operationId}>
      <h3><a href={`#${operation.operationId}`}><code>{method.toUpperCase()} {path}</code></a>{hasHead && <span class="tag">HEAD</span>}</h3>
      <p>{operation.summary}</p>
      {operation.description && <p class="soft"><Words text={operation.description} /></p>}
      <pre>{curl(method, path, operation)}</pre>
      {operation.parameters && operation.parameters.length > 0 && <Parameters all={operation.parameters} />}
      {operation.requestBody && (
        <p>Body: {Object.entries(operation.requestBody.content).map(([type, body]) => (
          <span key={type}><code>{type}</code> <SchemaText schema={body.schema} /></span>
        ))}</p>
      )}
      <table>
        <thead><tr><th>Status</th><th>Answer</th><th>When</th></tr></thead>
        <tbody>
          {Object.entries(operation.responses).map(([status, response]) => (
            <tr key={status}>
              <td>{status}</td>
              <td>{Object.entries(response.content ?? {}).map(([type, body]) => (
                <div key={type}><code>{type}</code> <SchemaText schema={body.schema} /></div>
              ))}</td>
              <td><Words text={response.description} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

function Parameters({ all }: { all: Parameter[] }) {
  return (
    <table>
      <thead><tr><th>Parameter</th><th>In</th><th>Value</th><th>Meaning</th></tr></thead>
      <tbody>
        {all.map((one) => (
          <tr key={one.name}>
            <th scope="row"><code>{one.name}</code>{one.required && one.in !== 'path' && <span class="tag">required</span>}</th>
            <td>{one.in}</td>
            <td><SchemaText schema={one.schema} /></td>
            <td><Words text={one.description ?? ''} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Shape({ name, schema }: { name: string; schema: Schema }) {
  return (
    <article id={`shape-${name}`}>
      <h3><a href={`#shape-${name}`}>{name}</a></h3>
      {schema.description && <p class="soft">{schema.description}</p>}
      {schema.properties && (
        <table>
          <thead><tr><th>Member</th><th>Value</th><th>Meaning</th></tr></thead>
          <tbody>
            {Object.entries(schema.properties).map(([member, value]) => (
              <tr key={member}>
                <th scope="row"><code>{member}</code>{!schema.required?.includes(member) && <span class="tag">may be absent</span>}</th>
                <td><SchemaText schema={value} /></td>
                <td>{value.description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </article>
  );
}

/** Renders text, with code where it has backticks. */
function Words({ text }: { text: string }) {
  return <>{text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part))}</>;
}
