using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using V1Alpha = Grpc.Reflection.V1Alpha;

namespace Inkoop.Tests.GrpcRuntime;

public class ReflectionTests
{
    private static Task<ProbeServer> StartAsync() => ProbeServer.StartAsync(
        configure: builder => builder.Services.AddGrpcReflection(),
        map: app =>
        {
            app.MapGrpcReflectionService();
            app.MapGrpcService<ProbeService>();
        });

    private static async Task<ServerReflectionResponse> AskAsync(ProbeServer server, ServerReflectionRequest request)
    {
        using var call = new ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(request);
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        var answer = call.ResponseStream.Current;
        answer.OriginalRequest.ShouldBe(request);
        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        return answer;
    }

    [Fact]
    public async Task Every_mapped_service_is_listed()
    {
        await using var server = await StartAsync();
        var answer = await AskAsync(server, new ServerReflectionRequest { ListServices = "*" });
        answer.ListServicesResponse.Service.Select(service => service.Name).ShouldBe(
            ["grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection", "inkoop.tests.Probe"]);
    }

    [Theory]
    [InlineData("inkoop.tests.Probe")]
    [InlineData("inkoop.tests.Probe.Chat")]
    [InlineData("inkoop.tests.Note")]
    [InlineData("inkoop.tests.Note.body")]
    public async Task A_symbol_leads_to_its_file(string symbol)
    {
        await using var server = await StartAsync();
        var answer = await AskAsync(server, new ServerReflectionRequest { FileContainingSymbol = symbol });
        var file = FileDescriptorProto.Parser.ParseFrom(answer.FileDescriptorResponse.FileDescriptorProto.ShouldHaveSingleItem());
        file.Package.ShouldBe("inkoop.tests");
        file.Service.ShouldHaveSingleItem().Method.Count.ShouldBe(5);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_the_conversation_goes_on()
    {
        await using var server = await StartAsync();
        (await AskAsync(server, new ServerReflectionRequest { FileByFilename = "nowhere.proto" })).ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.NotFound);
        (await AskAsync(server, new ServerReflectionRequest { AllExtensionNumbersOfType = "x" })).ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.Unimplemented);
    }

    [Fact]
    public async Task The_older_version_answers_the_same()
    {
        await using var server = await StartAsync();
        using var call = new V1Alpha.ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new V1Alpha.ServerReflectionRequest { ListServices = "" });
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        call.ResponseStream.Current.ListServicesResponse.Service.Count.ShouldBe(3);
    }
}
