namespace Newsletter.Subscribers;

/// <summary>Names a subscriber without telling who it is: 26 of <c>a-z 2-7</c>, 130 random bits. Stays the same as long as the record exists.</summary>
public readonly record struct SubscriberId(string Value)
{
    public override string ToString() => Value;
}
