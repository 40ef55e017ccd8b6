using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Providers.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcCalls;

/// <summary>Compressed messages, sent as bytes: the clients of this process would not make the broken ones. No test here declares a logged error.</summary>
[Collection(nameof(SeparateProcesses))] // measures what this process allocates: nothing else may run beside it
public sealed class GzipTests(GzipTests.OneProvider app) : IClassFixture<GzipTests.OneProvider>
{
    private const string Unary = "inkoop.providers.v1.ProviderService/ListProviders";
    private const string Stream = "inkoop.indicators.v1.IndicatorService/SubmitIndicators";

    [Fact]
    public async Task a_message_in_gzip_is_answered()
    {
        var (status, _, _) = await SendAsync(Unary, Role.ProcurementOfficer, Gzip(new ListProvidersRequest { Search = "De Brug" }.ToByteArray()));
        status.ShouldBe("0");
    }

    [Theory]
    [InlineData(Unary, Role.ProcurementOfficer)]
    [InlineData(Stream, Role.Provider)]
    public async Task two_hundred_megabytes_of_zeros_are_refused_before_they_stand_in_memory(string method, string role)
    {
        const int Inflated = 200 * 1024 * 1024;
        var bomb = Gzip(new byte[Inflated]);
        bomb.Length.ShouldBeLessThan(1024 * 1024);
        // Warm: what the first refusal costs once is not what one costs.
        await SendAsync(method, role, Gzip(new byte[9 * 1024 * 1024]));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var (status, message, _) = await SendAsync(method, role, bomb);

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(Inflated / 4);
        status.ShouldBe("8", message);
    }

    [Theory]
    [InlineData(Unary, Role.ProcurementOfficer, "cut")]
    [InlineData(Unary, Role.ProcurementOfficer, "noise")]
    [InlineData(Stream, Role.Provider, "cut")]
    [InlineData(Stream, Role.Provider, "noise")]
    public async Task gzip_that_is_cut_short_or_is_none_is_answered_as_such(string method, string role, string how)
    {
        var whole = Gzip(System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2000))));
        var (status, message, _) = await SendAsync(method, role, how == "cut" ? whole[..(whole.Length / 2)] : [.. whole.Reverse()]);
        status.ShouldBe("13", message);
        message.ShouldContain("gzip");
    }

    [Fact]
    public async Task an_encoding_that_is_not_understood_is_answered_with_those_that_are()
    {
        var (status, _, accepted) = await SendAsync(Unary, Role.ProcurementOfficer, new byte[8], "snappy");
        status.ShouldBe("12");
        accepted.ShouldContain("gzip");
    }

    /// <summary>A host with a provider to send as.</summary>
    public sealed class OneProvider : InkoopApp
    {
        public const string AgbCode = "42420001";

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            await new Journeys.Region(this, AgbCode).RegisterProviderAsync();
        }
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(content);
        return packed.ToArray();
    }

    private async Task<(string Status, string Message, string Accepted)> SendAsync(string method, string role, byte[] packed, string encoding = "gzip")
    {
        var frame = new byte[5 + packed.Length];
        frame[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), packed.Length);
        packed.CopyTo(frame, 5);
        using var http = new HttpClient { BaseAddress = app.GrpcAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.Add("te", "trailers");
        request.Headers.Add("grpc-encoding", encoding);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await app.TokenAsync(role, role == Role.Provider ? OneProvider.AgbCode : ""));
        using var response = await http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        return (Header(response, "grpc-status"), Uri.UnescapeDataString(Header(response, "grpc-message")), Header(response, "grpc-accept-encoding"));
    }

    // A call that ends before its first answer has its status among the headers.
    private static string Header(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var trailing) ? string.Join(',', trailing) : response.Headers.TryGetValues(name, out var leading) ? string.Join(',', leading) : "";
}
