// Calls the services from the protos alone, as software of a provider or a region would, and prints what it saw as one JSON document.
// Usage: node calls.js, with the question on standard input: where the protos and the host are, tokens, the names of things.
'use strict';
const path = require('node:path');
const { once } = require('node:events');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const protobuf = require('protobufjs');
const descriptor = require('protobufjs/ext/descriptor');

const asked = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const modules = process.env.NODE_PATH;
const insecure = grpc.credentials.createInsecure();
const load = (file, ...includeDirs) => grpc.loadPackageDefinition(loader.loadSync(file, { includeDirs, keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true }));
const { ProviderService } = load('inkoop/providers/v1/providers.proto', asked.protos).inkoop.providers.v1;
const { IndicatorService } = load('inkoop/indicators/v1/indicators.proto', asked.protos).inkoop.indicators.v1;
const { MessageService } = load('inkoop/dispositions/v1/dispositions.proto', asked.protos).inkoop.dispositions.v1;
const { Health } = load('grpc-health-check/proto/health/v1/health.proto', modules).grpc.health.v1;
const { ServerReflection } = load('@grpc/reflection/build/proto/grpc/reflection/v1/reflection.proto', modules).grpc.reflection.v1;
const details = protobuf.loadSync(path.join(__dirname, '..', 'details.proto'));

const providers = new ProviderService(asked.address, insecure);
const indicators = new IndicatorService(asked.address, insecure);
const messages = new MessageService(asked.address, insecure);
const as = (role) => {
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${asked.tokens[role]}`);
  return metadata;
};

// One answer or one error, with the headers that came before it.
const unary = (client, method, request, metadata = new grpc.Metadata(), options = {}) => new Promise((resolve) => {
  const seen = { headers: {} };
  client[method](request, metadata, options, (error, reply) => resolve({ ...seen, error, reply })).on('metadata', (headers) => { seen.headers = headers.getMap(); });
});

function refusal(error) {
  const seen = { code: error.code, text: error.details, fields: {} };
  for (const any of details.lookupType('google.rpc.Status').decode(error.metadata.get('grpc-status-details-bin')[0]).details) {
    const name = any.type_url.split('/')[1];
    const detail = details.lookupType(name).decode(any.value);
    if (name === 'google.rpc.ErrorInfo') Object.assign(seen, { reason: detail.reason, domain: detail.domain });
    else for (const violation of detail.fieldViolations) seen.fields[violation.field] = violation.reason;
  }
  return seen;
}

// A stream of rows to the service; what happens after the last row is the caller's.
const submit = (rows, options, after) => new Promise((resolve) => {
  const call = indicators.SubmitIndicators(as('provider'), options, (error, reply) => resolve(error ? { code: error.code } : reply));
  for (const row of rows) call.write({ row });
  after(call);
});

async function download() {
  const listed = await unary(messages, 'ListMessages', { kind: 'JW301' }, as('provider'));
  const call = messages.DownloadMessage({ message_id: listed.reply.messages[0].message_id }, as('provider'));
  const parts = [];
  call.on('data', (part) => parts.push(part.chunk));
  const status = once(call, 'status');
  await once(call, 'end');
  return { code: (await status)[0].code, text: Buffer.concat(parts).toString('utf8') };
}

async function reflect() {
  const call = new ServerReflection(asked.address, insecure).ServerReflectionInfo();
  call.write({ list_services: '*' });
  const [listed] = await once(call, 'data');
  call.write({ file_containing_symbol: asked.described });
  const [found] = await once(call, 'data');
  call.end();
  const files = found.file_descriptor_response.file_descriptor_proto.map((file) => descriptor.FileDescriptorProto.decode(file));
  const described = protobuf.Root.fromDescriptor({ file: files }).lookupService(asked.described);
  return { services: listed.list_services_response.service.map((service) => service.name), methods: described.methodsArray.map((method) => method.name) };
}

async function health(names) {
  const client = new Health(asked.address, insecure);
  const seen = {};
  for (const service of names) {
    const { error, reply } = await unary(client, 'Check', { service });
    seen[service] = error ? grpc.status[error.code] : reply.status;
  }
  const watch = client.Watch({ service: asked.described });
  watch.on('error', () => {});
  seen.watch = (await once(watch, 'data'))[0].status;
  watch.cancel();
  return seen;
}

async function gzip() {
  const client = new ProviderService(asked.address, insecure, { 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip });
  const { error, reply } = await unary(client, 'ListProviders', { search: asked.providerName + ' '.repeat(5000) }, as('officer'));
  return error ? { code: error.code, text: error.details } : { total: reply.total_count };
}

(async () => {
  const reflected = await reflect();
  const unaryReply = await unary(providers, 'GetProvider', { provider_id: asked.providerId }, as('officer'));
  const soon = { deadline: Date.now() + 500 };
  console.log(JSON.stringify({
    unary: unaryReply.reply.provider.name,
    client_stream: await submit(asked.rows, { deadline: Date.now() + 20000 }, (call) => call.end()),
    server_stream: await download(),
    ...reflected,
    no_token: (await unary(providers, 'GetProvider', { provider_id: asked.providerId })).error.code,
    wrong_role: (await unary(providers, 'RegisterProvider', asked.badProvider, as('provider'))).error.code,
    bad_request: refusal((await unary(providers, 'RegisterProvider', asked.badProvider, as('officer'))).error),
    deadline: await submit([asked.unfinished], soon, () => {}),
    cancel: await submit([asked.unfinished], {}, (call) => setTimeout(() => call.cancel(), 100)),
    health: await health(['', ...reflected.services, 'nobody']),
    gzip: await gzip(),
  }));
  process.exit(0);
})().catch((error) => { console.error(error); process.exit(1); });
