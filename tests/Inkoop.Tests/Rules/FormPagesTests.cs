using Inkoop.Admin.Components;
using Inkoop.Admin.Identity;
using Microsoft.AspNetCore.Components;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Rules;

/// <summary>Every page that takes a form says who may send it.</summary>
public sealed class FormPagesTests
{
    [Fact]
    public void every_page_with_a_form_names_the_roles_that_may_send_it()
    {
        // The demo's page for choosing a role is there for who has none yet.
        var pages = RulesTests.Files("*.razor").Where(path => path.Contains("/Components/Pages/", StringComparison.Ordinal) && !path.EndsWith("DemoSignInPage.razor", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(path) is var text && text.Contains("@page ", StringComparison.Ordinal) && text.Contains("Posted()", StringComparison.Ordinal)).ToList();
        pages.Count.ShouldBeGreaterThan(15);
        var types = typeof(App).Assembly.GetTypes().Where(type => type.IsDefined(typeof(RouteAttribute), false)).ToLookup(type => type.Name);
        foreach (var page in pages)
            types[Path.GetFileNameWithoutExtension(page)].Single().GetCustomAttributes(typeof(PostedByAttribute), false).Cast<PostedByAttribute>().ShouldHaveSingleItem(page).Roles.ShouldNotBeEmpty(page);
    }
}
