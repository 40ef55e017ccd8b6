// Submits indicators by client streaming, from the protos alone: what a provider's own Node software would do.
// Usage: node submit.js PROTO_ROOT ADDRESS TOKEN, rows as JSON on standard input; prints the reply as JSON.
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [, , protoRoot, address, token] = process.argv;
const rows = JSON.parse(require('fs').readFileSync(0, 'utf8'));

const definition = loader.loadSync('inkoop/indicators/v1/indicators.proto', {
  includeDirs: [protoRoot], keepCase: true, longs: Number, enums: String, defaults: true,
});
const { IndicatorService } = grpc.loadPackageDefinition(definition).inkoop.indicators.v1;
const client = new IndicatorService(address, grpc.credentials.createInsecure());

const metadata = new grpc.Metadata();
metadata.set('authorization', `Bearer ${token}`);
const call = client.SubmitIndicators(metadata, { deadline: Date.now() + 20000 }, (error, reply) => {
  if (error) {
    console.error(JSON.stringify({ code: error.code, details: error.details }));
    process.exit(1);
  }
  console.log(JSON.stringify(reply));
  client.close();
});
for (const row of rows) call.write({ row });
call.end();
