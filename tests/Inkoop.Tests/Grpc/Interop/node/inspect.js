// Asks a server for its health and its services, with the protos of the published packages: node inspect.js PORT SERVICE.
'use strict';
const path = require('node:path');
const { once } = require('node:events');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const protobuf = require('protobufjs');
require('protobufjs/ext/descriptor');

const [target, service] = [`127.0.0.1:${process.argv[2]}`, process.argv[3]];
const modules = path.join(__dirname, 'node_modules');
const load = (file) => grpc.loadPackageDefinition(loader.loadSync(path.join(modules, file), { keepCase: true, enums: String, oneofs: true })).grpc;
const insecure = grpc.credentials.createInsecure();

(async () => {
  const Health = load('grpc-health-check/proto/health/v1/health.proto').health.v1.Health;
  const health = new Health(target, insecure);
  console.log('health', await new Promise((resolve) => health.Check({ service: '' }, (error, answer) => resolve(error ? error.code : answer.status))));
  console.log('health-unknown', await new Promise((resolve) => health.Check({ service: 'nobody' }, (error) => resolve(error?.code))));
  const watch = health.Watch({ service: '' });
  watch.on('error', () => {});
  console.log('watch', (await once(watch, 'data'))[0].status);
  watch.cancel();

  for (const version of ['v1', 'v1alpha']) {
    const { ServerReflection } = load(`@grpc/reflection/build/proto/grpc/reflection/${version}/reflection.proto`).reflection[version];
    const call = new ServerReflection(target, insecure).ServerReflectionInfo();
    call.write({ list_services: '*' });
    const [list] = await once(call, 'data');
    console.log(`services-${version}`, list.list_services_response.service.map((found) => found.name).join(','));
    call.write({ file_containing_symbol: service });
    const [answer] = await once(call, 'data');
    const files = answer.file_descriptor_response.file_descriptor_proto;
    const set = protobuf.Root.fromDescriptor({ file: files.map((file) => protobuf.descriptor?.FileDescriptorProto?.decode(file) ?? require('protobufjs/ext/descriptor').FileDescriptorProto.decode(file)) });
    console.log(`methods-${version}`, set.lookupService(service).methodsArray.map((method) => method.name).join(','));
    call.end();
  }
  process.exit(0);
})();
