using Inkoop.Admin.Texts;
using Inkoop.Wire.Events;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

public class EventWordsTests
{
    [Fact]
    public void every_event_is_said_in_words() =>
        EventCatalog.All.Select(type => type.Name).Where(name => Words.Event.Of(name) == name).ShouldBeEmpty();
}
