// The service of the interoperability tests as grpc-js sees it, and the constants both sides use.
'use strict';
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const definition = loader.loadSync(path.join(__dirname, '..', 'interop.proto'), { keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true });
const testing = grpc.loadPackageDefinition(definition).grpc.testing;
const zeros = (size) => ({ type: 'COMPRESSABLE', body: Buffer.alloc(size) });

module.exports = {
  grpc, testing, zeros,
  initialKey: 'x-grpc-test-echo-initial',
  trailingKey: 'x-grpc-test-echo-trailing-bin',
};
