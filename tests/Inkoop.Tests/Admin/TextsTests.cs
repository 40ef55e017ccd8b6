using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Inkoop.Admin.Texts;
using Inkoop.Tests.Support;
using Inkoop.Texts;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Reviews.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

/// <summary>Texts of people stand in resource files: each in both languages, with the same holes, and none that nobody says.</summary>
public sealed partial class TextsTests
{
    private const string NamesFile = "contracts/Inkoop.Texts/Names";

    private static readonly string[] wordFiles = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "services/Admin/Texts"), "*.resx").Select(path => Path.GetFileNameWithoutExtension(path)!)
        .Where(name => !name.Contains('.')).Order(StringComparer.Ordinal).Select(name => "services/Admin/Texts/" + name)];

    public static TheoryData<string> Files => new(wordFiles.Append(NamesFile));

    public static TheoryData<string> WordFiles => new(wordFiles);

    [Theory, MemberData(nameof(Files))]
    public void each_text_has_a_translation(string file)
    {
        Read(file, ".en").Keys.ShouldBe(Read(file).Keys);
        Read(file).Concat(Read(file, ".en")).Where(text => text.Value.Trim().Length == 0 || text.Value.Trim() != text.Value).Select(text => text.Key).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Files))]
    public void a_translation_has_the_same_holes(string file)
    {
        var english = Read(file, ".en");
        foreach (var (key, dutch) in Read(file))
        {
            Holes(english.GetValueOrDefault(key, "")).ShouldBe(Holes(dutch), key);
            Holes(dutch).ShouldBe(Enumerable.Range(0, Holes(dutch).Count).Select(hole => hole.ToString(CultureInfo.InvariantCulture)).ToList(), key);
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void keys_stand_in_order_so_that_two_people_can_add_one(string file)
    {
        foreach (var language in new[] { "", ".en" })
            Keys(file, language).ShouldBe(Keys(file, language).Distinct().Order(StringComparer.Ordinal).ToList(), $"{file}{language}.resx");
    }

    [Theory, MemberData(nameof(WordFiles))]
    public void what_a_class_says_stands_in_the_file_beside_it_and_nothing_else(string file)
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, file + ".cs"));
        var said = Said().Matches(source).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var kinds = NamedKinds().Matches(source).Select(match => match.Groups[1].Value + ".").ToList();
        var keys = Read(file).Keys;
        said.Except(keys).ShouldBeEmpty("said without a text");
        kinds.Where(kind => !keys.Any(key => key.StartsWith(kind, StringComparison.Ordinal))).ShouldBeEmpty("a kind without names");
        keys.Where(key => !said.Contains(key) && !kinds.Exists(kind => key.StartsWith(kind, StringComparison.Ordinal))).ShouldBeEmpty("a text that nobody says");
    }

    /// <summary>A name of the shared file is that of a value the wire enumerates, or of a code of a kind that pages or commands ask for.</summary>
    [Fact]
    public void a_shared_name_is_asked_for()
    {
        var sources = string.Concat(new[] { "services/Admin", "clients/Cli", "contracts/Inkoop.Texts" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/node_modules/", StringComparison.Ordinal)).Select(File.ReadAllText));
        var kinds = SharedKinds().Matches(sources).Select(match => match.Groups[1].Value).Concat(Enums.Keys).ToHashSet(StringComparer.Ordinal);
        var said = SharedSaid().Matches(sources).SelectMany(match => match.Groups[1].Captures.Concat(match.Groups[2].Captures)).Select(capture => capture.Value).ToHashSet(StringComparer.Ordinal);
        var keys = Read(NamesFile).Keys;
        said.Except(keys).ShouldBeEmpty("said without a text");
        kinds.Except(Enums.Keys).Where(kind => !keys.Any(key => key.StartsWith(kind + ".", StringComparison.Ordinal))).ShouldBeEmpty("a kind without names");
        keys.Where(key => !said.Contains(key) && !kinds.Contains(key.Split('.')[0])).ShouldBeEmpty("a name that nobody asks for");
    }

    /// <summary>A kind of the wire that has names has one for each of its values but the first, which is that nothing was specified; and no name is of a value that is gone.</summary>
    [Fact]
    public void an_enumeration_with_names_is_named_whole()
    {
        var kinds = Read(NamesFile).Keys.GroupBy(key => key.Split('.')[0]).Where(kind => Enums.ContainsKey(kind.Key)).ToList();
        kinds.Count.ShouldBeGreaterThan(10);
        foreach (var kind in kinds)
            kind.Select(key => key.Split('.')[1]).ShouldBe(Enum.GetNames(Enums[kind.Key]).Where(name => name != "Unspecified"), ignoreOrder: true, kind.Key);
    }

    [Fact]
    public void every_funding_model_and_kind_of_fact_has_a_name()
    {
        var names = Read(NamesFile);
        FundingArrangement.Descriptor.Oneofs[0].Fields.Select(field => "Model." + field.Name).Except(names.Keys).ShouldBeEmpty();
        SettlementFact.Descriptor.Oneofs[0].Fields.Select(field => "FactKind." + field.Name).Except(names.Keys).ShouldBeEmpty();
    }

    [Theory, InlineData("nl"), InlineData("en")]
    public void every_member_says_a_text(string language) => In(language, () =>
    {
        var spoken = 0;
        foreach (var (name, said) in typeof(Words).GetNestedTypes().SelectMany(Spoken))
        {
            said.ShouldNotBeNullOrEmpty(name);
            KeyLike().IsMatch(said).ShouldBeFalse($"{name}: {said}");
            said.ShouldNotContain("{", customMessage: name);
            spoken++;
        }

        spoken.ShouldBeGreaterThan(1000);
    });

    [Fact]
    public void the_language_is_that_of_the_page_and_dutch_is_what_is_left()
    {
        In("en", () => (Words.Shell.Skip, Words.Common.QuarterOf('1', "2026"), Named.Of(ContractStatus.Signed)).ShouldBe(("Skip to content", "Q1 2026", "Signed")));
        foreach (var language in new[] { "nl", "de", "" })
            In(language, () => (Words.Shell.Skip, Words.Common.QuarterOf('1', "2026"), Named.Of(ContractStatus.Signed)).ShouldBe(("Naar de inhoud", "1e kwartaal 2026", "Ondertekend")));
    }

    [Fact]
    public void a_code_without_a_name_is_shown_as_it_is()
    {
        Words.Rules.Of("rule_of_next_year").ShouldBe("rule_of_next_year");
        Words.Fact.KindHelp("fact_of_next_year").ShouldBe("");
        Names.Of(Colour.Unspecified).ShouldBeNull();
        Names.Rounding("tariff_cents").ShouldBe(Named.Of(RoundingRule.TariffCents));
        Names.Rounding("").ShouldBe("");
    }

    [Theory]
    [InlineData("Ondertekend", "ondertekend")]
    [InlineData("KPI vrijgegeven", "KPI vrijgegeven")]
    [InlineData("€ 5", "€ 5")]
    [InlineData("-", "-")]
    [InlineData("", "")]
    public void within_a_sentence_a_name_is_small_unless_it_begins_with_an_abbreviation(string name, string within) => Names.Within(name).ShouldBe(within);

    /// <summary>Two words that belong together in a string of these files are a text that escaped translation.</summary>
    [Fact]
    public void no_text_is_written_in_code() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "services/Admin/Texts"), "*.cs").SelectMany(File.ReadLines)
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && TextLike().IsMatch(line)).ShouldBeEmpty();

    private static readonly Dictionary<string, Type> Enums = typeof(Colour).Assembly.GetExportedTypes().Where(type => type.IsEnum && !type.IsNested).GroupBy(type => type.Name).ToDictionary(types => types.Key, types => types.First());

    private static SortedDictionary<string, string> Read(string file, string language = "") =>
        new(Data(file, language).ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value), StringComparer.Ordinal);

    private static List<string> Keys(string file, string language) => [.. Data(file, language).Select(data => data.Attribute("name")!.Value)];

    private static IEnumerable<XElement> Data(string file, string language) => XDocument.Load(Path.Combine(Repository.Root, file + language + ".resx"), LoadOptions.PreserveWhitespace).Root!.Elements("data");

    private static List<string> Holes(string text) => [.. Hole().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    private static void In(string language, System.Action act)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try { act(); }
        finally { CultureInfo.CurrentUICulture = before; }
    }

    // Each member with small arguments of its own, so that a hole without an argument is found.
    private static IEnumerable<(string Name, string Said)> Spoken(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == typeof(string)).Select(property => ($"{type.Name}.{property.Name}", (string)property.GetValue(null)!))
            .Concat(type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName && method.ReturnType == typeof(string) && method.Name != nameof(Words.Fact.KindHelp))
                .SelectMany(method => new[] { 1, 2 }.Select(number => ($"{type.Name}.{method.Name}", (string)method.Invoke(null, [.. method.GetParameters().Select(parameter => Sample(parameter.ParameterType, number))])!))));

    private static object Sample(Type type, int number) => type == typeof(string) ? $"x{number}" : type == typeof(char) ? '1' : type == typeof(bool) ? number == 1
        : type.IsEnum ? Enum.ToObject(type, number)
        : type == typeof(Mark) ? new Mark { Name = "valve_open", Value = number } : Convert.ChangeType(number, type, CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<![\\w.])Say\\(\"([^\"]+)\"")]
    private static partial Regex Said();

    [GeneratedRegex("(?<![\\w.])Named\\(\"([^\"]+)\", ")]
    private static partial Regex NamedKinds();

    [GeneratedRegex("(?:Names|texts)\\.Named\\(\"([^\"]+)\", ")]
    private static partial Regex SharedKinds();

    [GeneratedRegex("Names\\.Say\\((?:[^\"()]*\\? )?\"([^\"]+)\"(?: : \"([^\"]+)\")?\\)")]
    private static partial Regex SharedSaid();

    [GeneratedRegex("(?<!\\{)\\{(\\d+)[^}]*\\}")]
    private static partial Regex Hole();

    [GeneratedRegex("^[A-Z]\\w*\\.[A-Z]\\w*$")]
    private static partial Regex KeyLike();

    [GeneratedRegex("\"[^\"]*[a-zé]{2,} [a-zé]{2,}[^\"]*\"")]
    private static partial Regex TextLike();
}
