from portal import menus
from portal.people import access

menus.add("Expertvragen", "bootcamp:expert_staff", shown_to=access.is_hpp)
menus.add("Vragen voor jou", "bootcamp:expert_work", shown_to=access.is_expert)
