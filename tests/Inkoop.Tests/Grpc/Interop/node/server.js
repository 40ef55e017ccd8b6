// A grpc-js server of the interoperability tests. Prints its port when it listens.
'use strict';
const { grpc, testing, zeros, initialKey, trailingKey } = require('./peer');

function echo(call) {
  const initial = call.metadata.get(initialKey);
  if (initial.length > 0) {
    const headers = new grpc.Metadata();
    headers.set(initialKey, initial[0]);
    call.sendMetadata(headers);
  }
  const trailers = new grpc.Metadata();
  for (const value of call.metadata.get(trailingKey)) trailers.add(trailingKey, value);
  return trailers;
}

function refusal(request) {
  const wanted = request.response_status;
  return wanted && wanted.code !== 0 ? Object.assign(new Error(wanted.message), { code: wanted.code, details: wanted.message }) : null;
}

const server = new grpc.Server({ 'grpc.max_receive_message_length': 10 * 1024 * 1024 });
server.addService(testing.TestService.service, {
  EmptyCall: (call, done) => done(null, {}, echo(call)),
  UnaryCall: (call, done) => {
    const trailers = echo(call);
    const error = refusal(call.request);
    if (error) done(error);
    else done(null, { payload: zeros(call.request.response_size) }, trailers);
  },
  StreamingInputCall: (call, done) => {
    let size = 0;
    call.on('data', (message) => { size += message.payload.body.length; });
    call.on('error', () => {});
    call.on('end', () => done(null, { aggregated_payload_size: size }));
  },
  StreamingOutputCall: (call) => {
    for (const wanted of call.request.response_parameters) call.write({ payload: zeros(wanted.size) });
    call.end();
  },
  FullDuplexCall: (call) => {
    const trailers = echo(call);
    call.on('error', () => {});
    call.on('data', (request) => {
      const error = refusal(request);
      if (error) call.emit('error', error);
      else for (const wanted of request.response_parameters) setTimeout(() => call.write({ payload: zeros(wanted.size) }), wanted.interval_us / 1000);
    });
    call.on('end', () => call.end(trailers));
  },
});
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(`port ${port}`);
});
