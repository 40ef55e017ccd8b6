using System.Text.RegularExpressions;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Inkoop.Tests.Deploy;

/// <summary>The compose file, the Dockerfile and the sources agree: a renamed project, key or port shows here, not at the customer's.</summary>
public sealed partial class ComposeTests
{
    private static readonly string root = FindRoot();
    private static readonly Dictionary<object, object> compose = Read("docker-compose.yml");
    private static readonly string dockerfile = File.ReadAllText(Path.Combine(root, "deploy", "Dockerfile"));

    private static Dictionary<object, object> Services => Map(compose["services"]);

    private static IEnumerable<KeyValuePair<object, object>> Built => Services.Where(service => Map(service.Value).ContainsKey("build"));

    [Fact]
    public void every_service_and_the_admin_are_built_from_a_project_that_exists()
    {
        Built.Select(service => (string)service.Key).ShouldBe([.. SeparateProcesses.ServiceNames, "admin"], ignoreOrder: true);
        foreach (var (name, service) in Built)
        {
            var build = Map(Map(service)["build"]);
            Directory.Exists(Path.Combine(root, (string)build["context"])).ShouldBeTrue();
            File.Exists(Path.Combine(root, (string)build["dockerfile"])).ShouldBeTrue();
            var folder = (string)Map(build["args"])["SERVICE"];
            folder.ToLowerInvariant().ShouldBe((string)name);
            File.Exists(Path.Combine(root, "services", folder, $"Inkoop.{folder}.csproj")).ShouldBeTrue(folder);
        }
    }

    [Fact]
    public void the_dockerfile_publishes_that_project_from_the_full_feed_and_starts_its_assembly()
    {
        dockerfile.ShouldContain("services/${SERVICE}/Inkoop.${SERVICE}.csproj");
        dockerfile.ShouldContain("/app/Inkoop.${SERVICE}.dll");
        foreach (Match copied in CopiedPattern().Matches(dockerfile))
        {
            foreach (var path in copied.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipLast(1).Where(path => path != "."))
                (File.Exists(Path.Combine(root, path)) || Directory.Exists(Path.Combine(root, path))).ShouldBeTrue(path);
        }

        var last = dockerfile[dockerfile.LastIndexOf("FROM ", StringComparison.Ordinal)..];
        last.ShouldContain("USER $APP_UID");
        last.ShouldContain("HEALTHCHECK");
        last.ShouldContain("/app/ready.sh");
    }

    [Fact]
    public void what_the_images_listen_on_is_what_the_services_call()
    {
        foreach (var (name, service) in Built)
        {
            var settings = Map(Map(service)["environment"]);
            var (http, grpc) = ((string)settings["Inkoop__HttpPort"], (string)settings["Inkoop__GrpcPort"]);
            dockerfile.ShouldContain($"EXPOSE {http} {grpc}");
            dockerfile.ShouldContain($"\"127.0.0.1\", \"{http}\"");
            foreach (var other in SeparateProcesses.ServiceNames)
                ((string)settings["Inkoop__Services__" + other]).ShouldBe($"http://{other}:{grpc}");
            foreach (var port in List(Map(service)["ports"]))
                new[] { http, grpc }.ShouldContain(port.Split(':')[^1], (string)name);
        }

        var open = Services.Values.Where(service => Map(service).ContainsKey("ports")).SelectMany(service => List(Map(service)["ports"])).ToList();
        open.ShouldAllBe(port => port.StartsWith("127.0.0.1:", StringComparison.Ordinal));
        open.Select(port => port.Split(':')[1]).ShouldBeUnique();
    }

    [Fact]
    public void every_setting_is_one_that_the_sources_read()
    {
        var sources = string.Concat(Directory.EnumerateFiles(Path.Combine(root, "services"), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/node_modules/")).Select(File.ReadAllText));
        foreach (var (_, service) in Built)
        {
            foreach (var key in Map(Map(service)["environment"]).Keys.Cast<string>().Where(key => !key.StartsWith("Logging__", StringComparison.Ordinal)))
            {
                var path = key.StartsWith("Inkoop__Services__", StringComparison.Ordinal) ? "Inkoop:Services" : key.Replace("__", ":");
                var known = sources.Contains('"' + path) || (path.StartsWith("Identity:", StringComparison.Ordinal) && typeof(IdentityOptions).GetProperty(path["Identity:".Length..]) is not null);
                known.ShouldBeTrue(key);
            }
        }
    }

    [Fact]
    public void nothing_starts_without_an_authority_or_with_a_secret_of_ours()
    {
        var text = File.ReadAllText(Path.Combine(root, "docker-compose.yml"));
        text.ShouldContain("${INKOOP_AUTHORITY:?");
        text.ShouldNotContain("Identity__Demo");
        foreach (var (name, service) in Services)
        {
            foreach (var (key, value) in Map(service).TryGetValue("environment", out var settings) ? Map(settings) : [])
            {
                if (SecretPattern().IsMatch((string)key))
                    ((string)value).ShouldMatch(@"^\$\{[A-Z_]+:\?", $"{name} {key}");
            }
        }
    }

    [Fact]
    public void every_host_waits_for_what_it_needs_and_keeps_what_it_writes()
    {
        var volumes = Map(compose["volumes"]).Keys.Cast<string>().ToList();
        foreach (var (name, service) in Services)
        {
            foreach (var (other, condition) in Map(service).TryGetValue("depends_on", out var needs) ? Map(needs) : [])
            {
                Services.ShouldContainKey(other);
                var built = Map(Services[other]).ContainsKey("build");
                if ((string)Map(condition)["condition"] == "service_healthy")
                    (built || Map(Services[other]).ContainsKey("healthcheck")).ShouldBeTrue($"{name} waits for the health of {other}, which has no check");
            }

            foreach (var volume in Map(service).TryGetValue("volumes", out var mounted) ? List(mounted) : [])
            {
                var source = volume.Split(':')[0];
                (source.StartsWith('.') ? File.Exists(Path.Combine(root, source)) : volumes.Contains(source)).ShouldBeTrue(volume);
            }
        }

        Map(Map(Services["admin"])["depends_on"]).Keys.Cast<string>().ShouldBe(SeparateProcesses.ServiceNames, ignoreOrder: true);
        Built.SelectMany(service => List(Map(service.Value)["volumes"])).ShouldAllBe(volume => volume.EndsWith(":/data"));
    }

    [Fact]
    public void every_service_has_its_database_made()
    {
        var sql = File.ReadAllText(Path.Combine(root, "deploy", "create-databases.sql"));
        var engine = (string)Map(Map(Services["contracts"])["environment"])["Inkoop__Database"];
        engine.ShouldContain("Database=inkoop_{service};");
        foreach (var service in SeparateProcesses.ServiceNames)
            sql.ShouldContain($"'inkoop_{service}'");
    }

    [Fact]
    public void the_collector_uses_only_what_it_defines()
    {
        var collector = Read(Path.Combine("deploy", "otel-collector.yml"));
        var running = Map(collector["service"]);
        List(running["extensions"]).ShouldBeSubsetOf(Map(collector["extensions"]).Keys.Cast<string>());
        foreach (var pipeline in Map(running["pipelines"]).Values.Select(Map))
        {
            foreach (var kind in new[] { "receivers", "processors", "exporters" })
                List(pipeline[kind]).ShouldBeSubsetOf(Map(collector[kind]).Keys.Cast<string>());
        }

        ((string)Map(Map(Services["contracts"])["environment"])["OTEL_EXPORTER_OTLP_ENDPOINT"]).ShouldBe("http://otel-collector:4317");
    }

    private static Dictionary<object, object> Read(string path)
    {
        using var reader = File.OpenText(Path.Combine(root, path));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(reader)));
    }

    private static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;

    private static IReadOnlyList<string> List(object node) => [.. ((List<object>)node).Cast<string>()];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Inkoop.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside a checkout.");
        return folder.FullName;
    }

    [GeneratedRegex(@"^COPY (?:--chmod=\d+ )?(?!--from)(.+)$", RegexOptions.Multiline)]
    private static partial Regex CopiedPattern();

    [GeneratedRegex("(?i)password|secret|_PASS$")]
    private static partial Regex SecretPattern();
}
