using System.Net;
using System.Text;
using Grpc.Core;
using Grpc.Wire;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

public class WireTests
{
    [Theory]
    [InlineData("1H", 36_000_000_000)]
    [InlineData("2M", 1_200_000_000)]
    [InlineData("3S", 30_000_000)]
    [InlineData("4m", 40_000)]
    [InlineData("50u", 500)]
    [InlineData("600n", 6)]
    [InlineData("0m", 0)]
    [InlineData("99999999H", 99_999_999L * 36_000_000_000)]
    public void A_timeout_is_read_in_every_unit(string header, long ticks)
    {
        GrpcTimeout.TryParse(header, out var timeout).ShouldBeTrue();
        timeout.Ticks.ShouldBe(ticks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("S")]
    [InlineData("100000000m")]
    [InlineData("-5S")]
    [InlineData("+5S")]
    [InlineData("5 S")]
    [InlineData("5s")]
    [InlineData("1.5S")]
    [InlineData("٣S")]
    public void What_is_no_timeout_is_as_if_it_were_absent(string header) => GrpcTimeout.TryParse(header, out _).ShouldBeFalse();

    [Theory]
    [InlineData(1, "1m")]
    [InlineData(10_001, "2m")]
    [InlineData(36_000_000_000, "3600000m")]
    [InlineData(10_000_000_000_000, "1000000S")]
    [InlineData(long.MaxValue, "99999999H")]
    public void A_timeout_is_written_rounded_up(long ticks, string header)
    {
        var written = GrpcTimeout.Format(TimeSpan.FromTicks(ticks));
        if (ticks != long.MaxValue)
            written.ShouldBe(header);
        GrpcTimeout.TryParse(written, out var back).ShouldBeTrue();
        if (ticks != long.MaxValue)
            back.Ticks.ShouldBeGreaterThanOrEqualTo(ticks);
    }

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("100%", "100%25")]
    [InlineData("\t\r\n", "%09%0D%0A")]
    [InlineData("é", "%C3%A9")]
    [InlineData("🎈", "%F0%9F%8E%88")]
    public void A_message_is_percent_encoded(string text, string wire)
    {
        PercentCoding.Encode(text).ShouldBe(wire);
        PercentCoding.Decode(wire).ShouldBe(text);
    }

    [Theory]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%41", "%zzA")]
    [InlineData("%FF", "\uFFFD")]
    [InlineData("a%", "a%")]
    [InlineData("é%41", "éA")]
    public void A_broken_escape_stands_as_it_came(string wire, string text) => PercentCoding.Decode(wire).ShouldBe(text);

    [Theory]
    [InlineData("AQL/", new byte[] { 1, 2, 255 })]
    [InlineData("AQ==", new byte[] { 1 })]
    [InlineData("AQ", new byte[] { 1 })]
    [InlineData("", new byte[0])]
    public void A_binary_value_is_read_padded_or_not(string wire, byte[] value)
    {
        var metadata = new Metadata();
        HeaderNames.AddTo(metadata, "x-bin", wire);
        metadata.GetValueBytes("x-bin").ShouldBe(value);
    }

    [Fact]
    public void Joined_binary_values_are_several_and_junk_among_them_is_dropped()
    {
        var metadata = new Metadata();
        HeaderNames.AddTo(metadata, "x-bin", "AQ==, AgM,***");
        metadata.GetAll("x-bin").Select(entry => entry.ValueBytes).ShouldBe([[1], [2, 3]]);
    }

    [Fact]
    public void A_text_that_no_header_can_carry_is_refused()
    {
        Should.Throw<RpcException>(() => HeaderNames.WireValue(new Metadata.Entry("x", "a\r\nb"))).StatusCode.ShouldBe(StatusCode.Internal);
        Should.Throw<RpcException>(() => HeaderNames.WireValue(new Metadata.Entry("x", "é"))).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(431, StatusCode.Internal)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(302, StatusCode.Unknown)]
    public void An_http_status_stands_for_a_grpc_status(int http, StatusCode code) => StatusMapping.FromHttp((HttpStatusCode)http).ShouldBe(code);

    [Theory]
    [InlineData("application/grpc", true)]
    [InlineData("application/grpc+proto", true)]
    [InlineData("application/grpc;charset=utf-8", true)]
    [InlineData("APPLICATION/GRPC", true)]
    [InlineData("application/grpc-web", false)]
    [InlineData("application/grpc-web+proto", false)]
    [InlineData("application/json", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_content_type_is_grpc_or_not(string? type, bool grpc) => HeaderNames.IsGrpc(type).ShouldBe(grpc);

    [Theory]
    [InlineData("0", StatusCode.OK, false)]
    [InlineData("16", StatusCode.Unauthenticated, false)]
    [InlineData("17", StatusCode.Unknown, true)]
    [InlineData("-1", StatusCode.Unknown, true)]
    [InlineData("abc", StatusCode.Unknown, true)]
    [InlineData("", StatusCode.Unknown, true)]
    public void A_status_we_do_not_know_is_unknown_and_says_what_came(string text, StatusCode code, bool says)
    {
        StatusMapping.ParseCode(text, out var problem).ShouldBe(code);
        (problem is not null).ShouldBe(says);
    }

    [Fact]
    public void Header_parsers_survive_any_text_and_give_back_what_was_written()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 5_000; i++)
        {
            var junk = new string([.. Enumerable.Range(0, random.Next(24)).Select(_ => (char)(random.Next(4) == 0 ? random.Next(0x10000) : random.Next(0x20, 0x7F)))]);
            PercentCoding.Decode(junk).ShouldNotBeNull();
            _ = GrpcTimeout.TryParse(junk, out var timeout);
            timeout.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
            StatusMapping.ParseCode(junk, out _);
            HeaderNames.AddTo([], "x-bin", junk);
            Encodings.Accepts(junk, "gzip");

            var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(junk));
            var wire = PercentCoding.Encode(text);
            wire.ShouldAllBe(c => c >= ' ' && c <= '~');
            PercentCoding.Decode(wire).ShouldBe(text);
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            var metadata = new Metadata();
            HeaderNames.AddTo(metadata, "x-bin", HeaderNames.WireValue(new Metadata.Entry("x-bin", bytes)));
            metadata.GetValueBytes("x-bin").ShouldBe(bytes);
        }
    }

    [Fact]
    public void Metadata_keys_are_checked_and_lower_case()
    {
        new Metadata.Entry("Ab-C_1.x", "v").Key.ShouldBe("ab-c_1.x");
        Should.Throw<ArgumentException>(() => new Metadata.Entry("a b", "v"));
        Should.Throw<ArgumentException>(() => new Metadata.Entry("a-bin", "v"));
        Should.Throw<ArgumentException>(() => new Metadata.Entry("a", new byte[1]));
        Should.Throw<InvalidOperationException>(() => Metadata.Empty.Add("a", "b"));
    }
}
